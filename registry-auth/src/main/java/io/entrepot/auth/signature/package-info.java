/** Signature Version 4: whether a request was signed by whom it says, with its body. */
@NullMarked
package io.entrepot.auth.signature;

import org.jspecify.annotations.NullMarked;
