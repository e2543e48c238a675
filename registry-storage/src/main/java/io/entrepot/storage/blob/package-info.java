/** The content-addressed store, which verifies what it writes. */
@NullMarked
package io.entrepot.storage.blob;

import org.jspecify.annotations.NullMarked;
