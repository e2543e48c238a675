/** Carries out lifecycle policies, and says beforehand what they would do. */
@NullMarked
package io.entrepot.lifecycle.run;

import org.jspecify.annotations.NullMarked;
