/** Tests of the room of the same name. */
@NullMarked
package io.entrepot.server.main;

import org.jspecify.annotations.NullMarked;
