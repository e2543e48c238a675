/** Proofs of identity: passwords and access keys, and what they prove. */
@NullMarked
package io.entrepot.auth.credential;

import org.jspecify.annotations.NullMarked;
