/** The operations of ECR: so far the policies of repositories and registries. */
@NullMarked
package io.entrepot.server.aws.ecr;

import org.jspecify.annotations.NullMarked;
