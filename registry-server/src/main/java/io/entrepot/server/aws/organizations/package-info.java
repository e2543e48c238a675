/** The operations of Organizations: accounts. */
@NullMarked
package io.entrepot.server.aws.organizations;

import org.jspecify.annotations.NullMarked;
