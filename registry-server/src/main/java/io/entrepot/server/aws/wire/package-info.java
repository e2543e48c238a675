/** AWS's protocols on {@code POST /}: JSON 1.1 and Query, signed with Signature V4. */
@NullMarked
package io.entrepot.server.aws.wire;

import org.jspecify.annotations.NullMarked;
