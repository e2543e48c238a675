package io.entrepot.auth.credential;

import java.util.Optional;

/**
 * Finds the secrets that requests are signed with. A key that is inactive, deleted or whose owner
 * is gone is not found from the moment on at which that change was acknowledged. Finding none costs
 * what finding one costs. Calls may block; any thread.
 */
@FunctionalInterface
public interface SigningSecrets {
  /**
   * The secret of a key; empty when it is not known, or when key and session token do not belong
   * together. One whose time is over is found, so that its owner can be told so.
   *
   * @param accessKeyId as the sender wrote it
   * @param sessionToken as the sender wrote it; only temporary keys come with one
   */
  Optional<SigningSecret> find(String accessKeyId, Optional<String> sessionToken);
}
