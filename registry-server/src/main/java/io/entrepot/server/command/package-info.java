/**
 * The commands that manage a running server: what they take, ask and print; the client side only.
 */
@NullMarked
package io.entrepot.server.command;

import org.jspecify.annotations.NullMarked;
