/** The driver that keeps bytes in a directory. */
@NullMarked
package io.entrepot.storage.driver.filesystem;

import org.jspecify.annotations.NullMarked;
