/** Names that are nearly right: what was probably meant. */
@NullMarked
package io.entrepot.server.spelling;

import org.jspecify.annotations.NullMarked;
