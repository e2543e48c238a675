/** Who is asking. */
@NullMarked
package io.entrepot.auth.principal;

import org.jspecify.annotations.NullMarked;
