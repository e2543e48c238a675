/** Access log, metrics and request ids. */
@NullMarked
package io.entrepot.server.observe;

import org.jspecify.annotations.NullMarked;
