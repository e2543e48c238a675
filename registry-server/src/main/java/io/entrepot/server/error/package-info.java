/** The catalogue of OCI errors and the one mapper onto it. */
@NullMarked
package io.entrepot.server.error;

import org.jspecify.annotations.NullMarked;
