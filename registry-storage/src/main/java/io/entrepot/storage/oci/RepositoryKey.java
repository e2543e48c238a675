package io.entrepot.storage.oci;

import org.jspecify.annotations.Nullable;

/** A repository, whether it exists or not: its registry and its name. */
public record RepositoryKey(RegistryId registry, RepositoryName name) {
  // Written out because requests compare it all the time: what records do by themselves is not
  // inlined there.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof RepositoryKey(RegistryId theirs, RepositoryName called)
            && registry.equals(theirs)
            && name.equals(called));
  }

  @Override
  public int hashCode() {
    return 31 * registry.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return registry + "/" + name;
  }
}
