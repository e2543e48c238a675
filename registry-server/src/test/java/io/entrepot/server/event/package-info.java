@NullMarked
package io.entrepot.server.event;

import org.jspecify.annotations.NullMarked;
