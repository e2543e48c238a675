/** Tests of the room of the same name. */
@NullMarked
package io.entrepot.server.observe;

import org.jspecify.annotations.NullMarked;
