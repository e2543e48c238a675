@NullMarked
package io.entrepot.server.oci.upload;

import org.jspecify.annotations.NullMarked;
