@NullMarked
package io.entrepot.auth.decide;

import org.jspecify.annotations.NullMarked;
