@NullMarked
package io.entrepot.storage.upload;

import org.jspecify.annotations.NullMarked;
