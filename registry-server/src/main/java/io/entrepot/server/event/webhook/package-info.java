/** Events as signed requests to somebody's HTTP server. */
@NullMarked
package io.entrepot.server.event.webhook;

import org.jspecify.annotations.NullMarked;
