/** Tests of the store as endpoints see it, and its fixture. */
@NullMarked
package io.entrepot.storage.registry;

import org.jspecify.annotations.NullMarked;
