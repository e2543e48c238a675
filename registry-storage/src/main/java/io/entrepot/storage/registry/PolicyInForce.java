package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.LifecycleRows;
import io.entrepot.storage.metadata.RegistryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.RegistryId;
import java.util.Optional;

/**
 * The lifecycle policy that counts for a repository.
 *
 * @param document its text, as it was given
 */
public record PolicyInForce(String document, Source source) {
  /** Whose policy it is. */
  public enum Source {
    /** The repository's own. */
    REPOSITORY,
    /** That of the registry, for repositories without one of their own. */
    REGISTRY
  }

  static Optional<PolicyInForce> of(Sql sql, RegistryId registry, long repository) {
    return RegistryRows.lifecycle(sql, repository)
        .map(document -> new PolicyInForce(document, Source.REPOSITORY))
        .or(() ->
            LifecycleRows.initial(sql, registry)
                .map(document -> new PolicyInForce(document, Source.REGISTRY)));
  }
}
