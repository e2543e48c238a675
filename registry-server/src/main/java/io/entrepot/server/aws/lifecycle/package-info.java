/** Operations on what becomes of images with time, beyond those of ECR. */
@NullMarked
package io.entrepot.server.aws.lifecycle;

import org.jspecify.annotations.NullMarked;
