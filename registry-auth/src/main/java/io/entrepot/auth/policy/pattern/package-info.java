/** Text of a policy as it is matched: wildcards, variables, ARNs. */
@NullMarked
package io.entrepot.auth.policy.pattern;

import org.jspecify.annotations.NullMarked;
