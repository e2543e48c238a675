/**
 * Kills the server's process at random moments and looks for anything acknowledged that is lost.
 */
@NullMarked
package io.entrepot.crash;

import org.jspecify.annotations.NullMarked;
