package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RepositoriesTest {
  @TempDir Path directory;

  @Test
  void names_are_listed_in_ascii_order_page_by_page() {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      for (String name : List.of("b", "a/b", "a", "a-b", "a.b", "a0")) {
        store.pushBlob(repository(name), new byte[1]);
      }
      List<String> all = List.of("a", "a-b", "a.b", "a/b", "a0", "b");
      assertPage(all, false, store, Optional.empty(), 6);
      assertPage(all.subList(0, 5), true, store, Optional.empty(), 5);
      assertPage(all.subList(4, 6), false, store, Optional.of("a/b"), 2);
      assertPage(all.subList(4, 5), true, store, Optional.of("a/z"), 1);
      assertPage(List.of(), false, store, Optional.empty(), 0);
      assertEquals(
          List.of(),
          store
              .store()
              .repositories()
              .list(new RegistryId("123456789012"), Optional.empty(), 10)
              .items());
    }
  }

  private static void assertPage(
      List<String> names, boolean more, StoreFixture store, Optional<String> after, int limit) {
    assertEquals(
        new Page<>(names.stream().map(RepositoryName::new).toList(), more),
        store.store().repositories().list(RegistryId.DEFAULT, after, limit));
  }
}
