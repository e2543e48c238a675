/** What inputs have to be, held against what AWS declares. */
@NullMarked
package io.entrepot.server.aws.shape;

import org.jspecify.annotations.NullMarked;
