/** Takes a consistent copy of a store that is in use. */
@NullMarked
package io.entrepot.storage.backup;

import org.jspecify.annotations.NullMarked;
