package io.entrepot.server.aws.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;

/** ECR's operations on layers make no repository, as a push of docker's may. */
public record Existence(Governance governance) {
  /** RepositoryUnknown when it is not there. */
  public void require(RepositoryKey repository) {
    if (!governance.of(repository).exists()) {
      throw new StorageFailure.RepositoryUnknown(repository).exception();
    }
  }
}
