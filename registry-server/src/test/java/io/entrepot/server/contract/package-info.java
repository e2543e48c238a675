/** The distribution specification, requirement by requirement, against a whole server over HTTP. */
@NullMarked
package io.entrepot.server.contract;

import org.jspecify.annotations.NullMarked;
