/** The security token service: temporary access keys, in AWS's Query protocol. */
@NullMarked
package io.entrepot.server.aws.sts;

import org.jspecify.annotations.NullMarked;
