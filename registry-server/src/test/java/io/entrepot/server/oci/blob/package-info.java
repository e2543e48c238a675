@NullMarked
package io.entrepot.server.oci.blob;

import org.jspecify.annotations.NullMarked;
