@NullMarked
package io.entrepot.lifecycle;

import org.jspecify.annotations.NullMarked;
