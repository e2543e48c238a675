/** Values of the OCI specifications, parsed once: digests, names, tags, media types, manifests. */
@NullMarked
package io.entrepot.storage.oci;

import org.jspecify.annotations.NullMarked;
