/** The composition root and the {@code entrepot} command. */
@NullMarked
package io.entrepot.server.main;

import org.jspecify.annotations.NullMarked;
