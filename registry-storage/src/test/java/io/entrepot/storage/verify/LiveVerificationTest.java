package io.entrepot.storage.verify;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LiveVerificationTest {
  private static final int ROUNDS = 10;

  @TempDir Path directory;

  @Test
  void pushes_and_deletes_meanwhile_raise_no_false_alarm() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (StoreFixture store = new StoreFixture(directory, StorageSettings.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      pushAndDelete(store, 1);
      Future<Integer> pusher = threads.submit(() -> pushUntil(enough, store));
      try {
        for (int round = 0; round < ROUNDS; round++) {
          assertEquals(
              List.of(),
              new DamagedStore(directory)
                  .verify().findings().stream().filter(it -> it.kind().isBroken()).toList());
        }
      } finally {
        enough.set(true);
      }
      assertTrue(pusher.get() > 0, "nothing was pushed meanwhile");
    }
    assertEquals(List.of(), new DamagedStore(directory).verify().findings());
  }

  private static int pushUntil(AtomicBoolean enough, StoreFixture store) {
    int seed = 2;
    while (!enough.get()) {
      pushAndDelete(store, seed++);
    }
    return seed - 2;
  }

  private static void pushAndDelete(StoreFixture store, int seed) {
    RepositoryKey app = repository("app" + seed % 3);
    Digest config = store.pushBlob(app, bytes(seed, 500));
    Digest layer = store.pushBlob(app, bytes(-seed, 50_000));
    Digest manifest = store.push(app, image(config, layer), "v" + seed % 10).digest();
    if (seed % 2 == 0) {
      store.images().deleteManifest(app, manifest);
      store.layers().delete(app, layer);
    }
  }
}
