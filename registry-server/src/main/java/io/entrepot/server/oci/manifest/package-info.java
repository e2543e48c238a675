/** The manifest endpoints of the distribution specification. */
@NullMarked
package io.entrepot.server.oci.manifest;

import org.jspecify.annotations.NullMarked;
