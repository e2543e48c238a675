/** The operations on jobs in the background. */
@NullMarked
package io.entrepot.server.aws.job;

import org.jspecify.annotations.NullMarked;
