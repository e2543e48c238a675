/** Lifecycle policies as values, and what is wrong with one that is none. Knows no image. */
@NullMarked
package io.entrepot.lifecycle.rule;

import org.jspecify.annotations.NullMarked;
