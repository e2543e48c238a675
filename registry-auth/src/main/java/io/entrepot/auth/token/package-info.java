/** Signed tokens: what they say, how they are issued, and how they are verified. */
@NullMarked
package io.entrepot.auth.token;

import org.jspecify.annotations.NullMarked;
