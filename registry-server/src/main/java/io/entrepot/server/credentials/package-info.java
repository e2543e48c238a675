/** What kubelet and docker start to get credentials: the exec protocols of both. */
@NullMarked
package io.entrepot.server.credentials;

import org.jspecify.annotations.NullMarked;
