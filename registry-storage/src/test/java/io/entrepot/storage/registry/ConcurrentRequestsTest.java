package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ConcurrentRequestsTest {
  private static final RepositoryKey A = repository("a");
  private static final int CLIENTS = 16;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void one_blob_that_many_push_at_once_is_stored_once(int size) throws Exception {
    byte[] content = bytes(1, size);
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      run(client -> {
        RepositoryKey own = repository("r" + client % 4);
        store.pushBlob(own, content);
        assertArrayEquals(content, store.pull(own, sha256(content)));
      });
    }
  }

  @Test
  void pushes_deletes_and_pulls_at_once_leave_a_whole_store() throws Exception {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      run(client -> {
        Random random = new Random(client);
        for (int i = 0; i < 60; i++) {
          attempt(() -> act(store, random));
        }
      });
    }
  }

  private static void act(StoreFixture store, Random random) {
    byte[] blob = bytes(random.nextInt(4), 50);
    Digest image = sha256(image(sha256(bytes(random.nextInt(4), 50))));
    Tag tag = new Tag("t" + random.nextInt(3));
    switch (random.nextInt(6)) {
      case 0 -> store.pushBlob(A, blob);
      case 1 -> store.layers().delete(A, sha256(blob));
      case 2 -> store.push(A, image(sha256(blob)), tag.value());
      case 3 -> store.images().deleteManifest(A, image);
      case 4 -> store.images().deleteTag(A, tag);
      default -> {
        StoredManifest stored = store.images().get(A, tag);
        assertEquals(stored.digest(), sha256(stored.content()));
      }
    }
  }

  /** Others delete what this one needs: then it fails as it should, and only so. */
  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (StorageException e) {
      assertTrue(
          switch (e.failure()) {
            case StorageFailure.RepositoryUnknown _,
                StorageFailure.BlobUnknown _,
                StorageFailure.ManifestUnknown _,
                StorageFailure.ManifestBlobUnknown _,
                StorageFailure.StillReferenced _ ->
                true;
            default -> false;
          },
          e.getMessage());
    }
  }

  @Test
  void whoever_was_told_that_a_tag_moved_never_reads_it_where_it_was() throws Exception {
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults())) {
      run(client -> {
        Digest config = store.pushBlob(A, bytes(client, 10));
        Digest other = store.pushBlob(A, bytes(100 + client, 10));
        Tag own = new Tag("own-" + client);
        for (int i = 0; i < 50; i++) {
          byte[] content = i % 2 == 0 ? image(config) : image(other);
          store.push(A, content, own.value(), "shared");
          assertEquals(sha256(content), store.images().get(A, own).digest());
          store.images().get(A, new Tag("shared"));
          if (i % 5 == 4) {
            store.images().deleteTag(A, own);
            assertTrue(store.images().cached(A, own).isEmpty());
          }
        }
      });
    }
  }

  /** What one client does. */
  private interface Client {
    void run(int number) throws Exception;
  }

  private static void run(Client client) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Callable<Integer> task =
            () -> {
              client.run(number);
              return number;
            };
        futures.add(threads.submit(task));
      }
      for (Future<Integer> future : futures) {
        future.get();
      }
    }
  }
}
