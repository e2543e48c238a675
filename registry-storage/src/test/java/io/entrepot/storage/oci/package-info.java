@NullMarked
package io.entrepot.storage.oci;

import org.jspecify.annotations.NullMarked;
