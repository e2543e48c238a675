@NullMarked
package io.entrepot.server.error;

import org.jspecify.annotations.NullMarked;
