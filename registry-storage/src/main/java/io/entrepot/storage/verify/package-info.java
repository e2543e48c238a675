/** Re-hashes every blob, checks every reference, and sets aside what is broken. */
@NullMarked
package io.entrepot.storage.verify;

import org.jspecify.annotations.NullMarked;
