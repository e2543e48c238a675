@NullMarked
package io.entrepot.storage.event;

import org.jspecify.annotations.NullMarked;
