/** The expected failures of the store, and the one exception that carries them. */
@NullMarked
package io.entrepot.storage.failure;

import org.jspecify.annotations.NullMarked;
