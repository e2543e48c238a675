@NullMarked
package io.entrepot.server.oci;

import org.jspecify.annotations.NullMarked;
