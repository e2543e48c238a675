/** Damage done by hand is found, named, set aside and healed. */
@NullMarked
package io.entrepot.storage.verify;

import org.jspecify.annotations.NullMarked;
