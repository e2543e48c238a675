/** The operations of ECR. */
@NullMarked
package io.entrepot.server.aws.ecr;

import org.jspecify.annotations.NullMarked;
