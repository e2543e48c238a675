/** The commands against a double of the server, which remembers what it was asked. */
@NullMarked
package io.entrepot.server.command;

import org.jspecify.annotations.NullMarked;
