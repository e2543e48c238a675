package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;

/** The manifests that name another as their subject. May block; called from virtual threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class Referrers {

  /**
   * Referrers in order of digest, after the given one, at most so many; none when the repository or
   * the subject does not exist.
   *
   * @param artifactType only these, when given
   */
  public Page<Referrer> list(
      RepositoryKey repository,
      Digest subject,
      Optional<String> artifactType,
      Optional<Digest> after,
      int limit) {
    throw new UnsupportedOperationException();
  }
}
