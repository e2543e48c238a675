/** The operations of IAM, and the list of them. */
@NullMarked
package io.entrepot.server.aws.iam;

import org.jspecify.annotations.NullMarked;
