/** The exec protocols of kubelet and docker, against golden requests. */
@org.jspecify.annotations.NullMarked
package io.entrepot.server.credentials;
