package io.entrepot.storage.registry;

import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryName;
import java.util.Optional;

/** The repositories of registries. May block; called from virtual threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class Repositories {

  /**
   * Names in ASCII order, after the given text, at most so many (0 is an empty page without more).
   */
  public Page<RepositoryName> list(RegistryId registry, Optional<String> after, int limit) {
    throw new UnsupportedOperationException();
  }
}
