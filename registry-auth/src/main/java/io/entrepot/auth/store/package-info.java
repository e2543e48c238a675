/** Identities in SQL, and the answers that are given from them. */
@NullMarked
package io.entrepot.auth.store;

import org.jspecify.annotations.NullMarked;
