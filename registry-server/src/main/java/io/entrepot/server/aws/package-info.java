/** The doors for AWS's operations: what they read and write, their errors, and who may pass. */
@NullMarked
package io.entrepot.server.aws;

import org.jspecify.annotations.NullMarked;
