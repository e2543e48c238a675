@NullMarked
package io.entrepot.lifecycle.gc;

import org.jspecify.annotations.NullMarked;
