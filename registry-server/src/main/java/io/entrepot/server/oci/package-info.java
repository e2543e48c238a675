/**
 * What the endpoints of the distribution specification share: paths, headers, pages, permissions.
 */
@NullMarked
package io.entrepot.server.oci;

import org.jspecify.annotations.NullMarked;
