/** Settings from file, environment and flags, read once into records. */
@NullMarked
package io.entrepot.server.config;

import org.jspecify.annotations.NullMarked;
