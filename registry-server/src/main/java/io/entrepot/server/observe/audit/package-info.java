/** The audit log: who decided to do what, what the policies said, and what came of it. */
@NullMarked
package io.entrepot.server.observe.audit;

import org.jspecify.annotations.NullMarked;
