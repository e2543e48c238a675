@NullMarked
package io.entrepot.server.oci.manifest;

import org.jspecify.annotations.NullMarked;
