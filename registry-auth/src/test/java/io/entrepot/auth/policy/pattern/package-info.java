@NullMarked
package io.entrepot.auth.policy.pattern;

import org.jspecify.annotations.NullMarked;
