/** How bytes lie at rest. */
@NullMarked
package io.entrepot.storage.encoding;

import org.jspecify.annotations.NullMarked;
