package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GovernanceTest {
  private static final RepositoryKey REPOSITORY = repository("a/b");

  @TempDir Path directory;

  @Test
  void a_missing_repository_has_no_governance_until_a_push_makes_it() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Governance governance = store.store().governance();
      assertEquals(Optional.empty(), governance.now(REPOSITORY));
      assertEquals(RepositoryGovernance.MISSING, governance.of(REPOSITORY));
      assertEquals(Optional.of(RepositoryGovernance.MISSING), governance.now(REPOSITORY));
      store.pushBlob(REPOSITORY, new byte[1]);
      assertEquals(
          new RepositoryGovernance(true, Optional.empty(), Map.of()), governance.of(REPOSITORY));
    }
  }

  @Test
  void a_missing_repository_takes_neither_policy_nor_tags() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Governance governance = store.store().governance();
      assertThrows(StorageException.class, () -> governance.setPolicy(REPOSITORY, "{}"));
      assertThrows(StorageException.class, () -> governance.tag(REPOSITORY, Map.of("a", "b")));
      assertEquals(RepositoryGovernance.MISSING, governance.of(REPOSITORY));
    }
  }

  @Test
  void each_change_is_seen_by_the_next_read_and_outlives_a_restart() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      store.pushBlob(REPOSITORY, new byte[1]);
      Governance governance = store.store().governance();
      governance.of(REPOSITORY);
      governance.setPolicy(REPOSITORY, "first");
      assertEquals(Optional.of("first"), governance.of(REPOSITORY).policy());
      governance.setPolicy(REPOSITORY, "second");
      governance.tag(REPOSITORY, Map.of("team", "red", "stage", "test"));
      governance.tag(REPOSITORY, Map.of("team", "blue"));
      governance.untag(REPOSITORY, List.of("stage", "absent"));
      RepositoryGovernance expected =
          new RepositoryGovernance(true, Optional.of("second"), Map.of("team", "blue"));
      assertEquals(expected, governance.of(REPOSITORY));
      store.restart();
      assertEquals(expected, store.store().governance().of(REPOSITORY));
      store.store().governance().deletePolicy(REPOSITORY);
      assertEquals(Optional.empty(), store.store().governance().of(REPOSITORY).policy());
    }
  }

  @Test
  void each_registry_has_a_policy_of_its_own() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Governance governance = store.store().governance();
      RegistryId other = new RegistryId("123456789012");
      assertEquals(Optional.empty(), governance.now(other));
      assertEquals(new RegistryGovernance(Optional.empty()), governance.of(other));
      governance.setPolicy(other, "text");
      assertEquals(new RegistryGovernance(Optional.of("text")), governance.of(other));
      assertEquals(new RegistryGovernance(Optional.empty()), governance.of(RegistryId.DEFAULT));
      governance.deletePolicy(other);
      assertEquals(new RegistryGovernance(Optional.empty()), governance.of(other));
    }
  }
}
