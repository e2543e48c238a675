/**
 * The walls of the house as failing tests: arrows between rooms, sizes, names, and who may use
 * which library.
 */
@NullMarked
package io.entrepot.architecture;

import org.jspecify.annotations.NullMarked;
