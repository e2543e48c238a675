@NullMarked
package io.entrepot.storage.driver;

import org.jspecify.annotations.NullMarked;
