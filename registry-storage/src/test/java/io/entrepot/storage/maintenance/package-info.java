@NullMarked
package io.entrepot.storage.maintenance;

import org.jspecify.annotations.NullMarked;
