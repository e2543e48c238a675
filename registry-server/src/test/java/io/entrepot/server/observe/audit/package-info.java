/** Tests of the audit log. */
@NullMarked
package io.entrepot.server.observe.audit;

import org.jspecify.annotations.NullMarked;
