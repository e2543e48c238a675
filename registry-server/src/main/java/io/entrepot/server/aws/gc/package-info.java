/** Operations on garbage collection, which AWS has none like. */
@NullMarked
package io.entrepot.server.aws.gc;

import org.jspecify.annotations.NullMarked;
