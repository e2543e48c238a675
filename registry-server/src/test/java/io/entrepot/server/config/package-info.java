/** Tests of the configuration. */
@NullMarked
package io.entrepot.server.config;

import org.jspecify.annotations.NullMarked;
