@NullMarked
package io.entrepot.storage.blob;

import org.jspecify.annotations.NullMarked;
