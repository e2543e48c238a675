/** The upload endpoints of the distribution specification. */
@NullMarked
package io.entrepot.server.oci.upload;

import org.jspecify.annotations.NullMarked;
