/** The operations that both kinds of registry have, Amazon ECR's and ECR Public's. */
@NullMarked
package io.entrepot.server.aws.registry;

import org.jspecify.annotations.NullMarked;
