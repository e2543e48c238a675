package io.entrepot.storage.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CatalogsTest {
  private static final RegistryId REGISTRY = RegistryId.ofPublic("123456789012");
  private static final RepositoryKey APP = new RepositoryKey(REGISTRY, new RepositoryName("app"));
  private static final byte[] LOGO = {1, 2, 3};

  @TempDir Path directory;

  private static NewCatalog catalog(Optional<byte[]> logo) {
    return new NewCatalog(
        Optional.of("d"),
        List.of("ARM 64", "x86"),
        List.of(),
        Optional.of("about"),
        Optional.empty(),
        logo);
  }

  private static void make(StoreFixture store) {
    store
        .store()
        .repositories()
        .create(APP, new NewRepository(Map.of(), Optional.of(catalog(Optional.of(LOGO)))));
  }

  @Test
  void what_a_repository_begins_with_is_kept_and_replaced_as_a_whole() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      make(store);
      store.restart();
      Catalogs catalogs = store.store().catalogs();
      RepositoryCatalog kept = catalogs.get(APP);
      assertEquals(List.of("ARM 64", "x86"), kept.architectures());
      assertEquals(List.of(), kept.operatingSystems());
      String digest = kept.logoDigest().orElseThrow();
      assertArrayEquals(LOGO, catalogs.logo(APP, digest).orElseThrow());
      assertEquals(Optional.empty(), catalogs.logo(APP, "0".repeat(64)));
      RepositoryCatalog set = catalogs.set(APP, catalog(Optional.empty()));
      assertEquals(Optional.empty(), set.logoDigest());
      assertEquals(set, catalogs.get(APP));
      assertEquals(Optional.empty(), catalogs.logo(APP, digest));
    }
  }

  @Test
  void it_goes_with_the_repository() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      make(store);
      Catalogs catalogs = store.store().catalogs();
      String digest = catalogs.get(APP).logoDigest().orElseThrow();
      store.store().repositories().delete(APP, false);
      assertEquals(
          new StorageFailure.RepositoryUnknown(APP),
          assertThrows(StorageException.class, () -> catalogs.get(APP)).failure());
      assertEquals(Optional.empty(), catalogs.logo(APP, digest));
      store.store().repositories().create(APP, NewRepository.PLAIN);
      assertEquals(RepositoryCatalog.EMPTY, catalogs.get(APP));
    }
  }

  @Test
  void a_registry_has_the_name_that_was_set_last() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      Catalogs catalogs = store.store().catalogs();
      assertEquals(Optional.empty(), catalogs.displayName(REGISTRY));
      catalogs.setDisplayName(REGISTRY, "One");
      catalogs.setDisplayName(REGISTRY, "Two");
      assertEquals(Optional.of("Two"), catalogs.displayName(REGISTRY));
    }
  }
}
