@NullMarked
package io.entrepot.lifecycle.run;

import org.jspecify.annotations.NullMarked;
