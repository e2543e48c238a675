@NullMarked
package io.entrepot.auth.policy.condition;

import org.jspecify.annotations.NullMarked;
