/** The transport: the only importer of Netty. */
@NullMarked
package io.entrepot.server.netty;

import org.jspecify.annotations.NullMarked;
