/** The tag endpoints of the distribution specification. */
@NullMarked
package io.entrepot.server.oci.tag;

import org.jspecify.annotations.NullMarked;
