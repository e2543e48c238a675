/** Tokens of identity providers, and the sessions of roles that they are good for. */
@NullMarked
package io.entrepot.auth.federation;

import org.jspecify.annotations.NullMarked;
