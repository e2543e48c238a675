@NullMarked
package io.entrepot.storage.driver.filesystem;

import org.jspecify.annotations.NullMarked;
