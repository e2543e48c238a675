/** The catalog endpoints of the distribution specification. */
@NullMarked
package io.entrepot.server.oci.catalog;

import org.jspecify.annotations.NullMarked;
