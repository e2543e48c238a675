/** The referrer endpoints of the distribution specification. */
@NullMarked
package io.entrepot.server.oci.referrer;

import org.jspecify.annotations.NullMarked;
