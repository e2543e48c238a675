/** The operations of ECR Public. */
@NullMarked
package io.entrepot.server.aws.ecrpublic;

import org.jspecify.annotations.NullMarked;
