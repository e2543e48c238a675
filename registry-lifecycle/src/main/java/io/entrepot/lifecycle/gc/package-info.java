/** Online garbage collection: when and how fast the steps of storage's maintenance are taken. */
@NullMarked
package io.entrepot.lifecycle.gc;

import org.jspecify.annotations.NullMarked;
