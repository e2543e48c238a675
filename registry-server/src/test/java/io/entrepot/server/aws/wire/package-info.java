/** AWS's protocols. */
@NullMarked
package io.entrepot.server.aws.wire;

import org.jspecify.annotations.NullMarked;
