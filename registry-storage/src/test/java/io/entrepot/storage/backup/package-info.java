/** Copies taken under load are whole and can be served. */
@NullMarked
package io.entrepot.storage.backup;

import org.jspecify.annotations.NullMarked;
