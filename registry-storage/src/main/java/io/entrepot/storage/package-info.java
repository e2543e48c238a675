@NullMarked
package io.entrepot.storage;

import org.jspecify.annotations.NullMarked;
