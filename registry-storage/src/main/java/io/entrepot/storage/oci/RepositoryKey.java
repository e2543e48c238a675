package io.entrepot.storage.oci;

/** A repository, whether it exists or not: its registry and its name. */
public record RepositoryKey(RegistryId registry, RepositoryName name) {
  @Override
  public String toString() {
    return registry + "/" + name;
  }
}
