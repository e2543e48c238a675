/** Tests of who asks and what that costs. */
@NullMarked
package io.entrepot.server.access;

import org.jspecify.annotations.NullMarked;
