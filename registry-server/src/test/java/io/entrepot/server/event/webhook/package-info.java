@NullMarked
package io.entrepot.server.event.webhook;

import org.jspecify.annotations.NullMarked;
