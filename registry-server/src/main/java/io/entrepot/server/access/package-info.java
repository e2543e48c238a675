/** From a request to a principal to a grant. */
@NullMarked
package io.entrepot.server.access;

import org.jspecify.annotations.NullMarked;
