/** Tests of the metadata's database and rows. */
@NullMarked
package io.entrepot.storage.metadata;

import org.jspecify.annotations.NullMarked;
