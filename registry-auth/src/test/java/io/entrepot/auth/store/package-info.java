/** Tests of the identities in SQL, each on a file of its own. */
@NullMarked
package io.entrepot.auth.store;

import org.jspecify.annotations.NullMarked;
