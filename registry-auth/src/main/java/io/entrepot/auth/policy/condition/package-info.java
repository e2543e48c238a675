/** Conditions of statements: one file for each family of operators. */
@NullMarked
package io.entrepot.auth.policy.condition;

import org.jspecify.annotations.NullMarked;
