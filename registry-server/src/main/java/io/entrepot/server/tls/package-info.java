/** A certificate of the server's own making. */
@NullMarked
package io.entrepot.server.tls;

import org.jspecify.annotations.NullMarked;
