/** The IAM policy document: what it says, and the strict reading of it. */
@NullMarked
package io.entrepot.auth.policy;

import org.jspecify.annotations.NullMarked;
