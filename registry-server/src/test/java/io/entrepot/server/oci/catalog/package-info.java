@NullMarked
package io.entrepot.server.oci.catalog;

import org.jspecify.annotations.NullMarked;
