/** Operations on events and their sinks, which AWS has none like. */
@NullMarked
package io.entrepot.server.aws.event;

import org.jspecify.annotations.NullMarked;
