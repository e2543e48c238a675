/** The privileged door: what takes things out of a store that serves. Only lifecycle comes here. */
@NullMarked
package io.entrepot.storage.maintenance;

import org.jspecify.annotations.NullMarked;
