@NullMarked
package io.entrepot.server.route;

import org.jspecify.annotations.NullMarked;
