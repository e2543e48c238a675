/** Tests of signatures. */
@NullMarked
package io.entrepot.auth.signature;

import org.jspecify.annotations.NullMarked;
