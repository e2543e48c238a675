package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.driver.WatchedDriver;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.metadata.StoreInvariants;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A push and a collection of the same blob, in every order of their calls of the database and of
 * the disk: at each call of the one, steps of the other are carried out, with all graces over.
 */
@Timeout(300)
final class CollectionInterleavingTest {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration UPLOAD_GRACE = Duration.ofHours(24);
  private static final int FILE = 40_000;
  private static final int INLINE = 400;

  private static final Executor ELSEWHERE = task -> Thread.ofPlatform().start(task);

  /** The collector's steps: links, blobs, files. */
  private static final int STEPS = 3;

  /** What was there of the blob before the push. */
  enum Before {
    NOTHING,
    UPLOADED,
    DELETED_IMAGE,
    OTHER_REPOSITORY,
    FILE_ON_ITS_WAY_OUT
  }

  @TempDir private Path directory;

  private RegistryStore store;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile Runnable atEachCall = () -> {};
  private int run;
  private byte[] content = {};
  private RepositoryKey target = repository("none");
  private RepositoryKey source = repository("none");

  @BeforeEach
  void open() throws IOException {
    store =
        RegistryStore.open(
            new WatchedDriver(
                Filesystem.open(directory, Layout.directories()), () -> atEachCall.run()),
            new WatchedDatabase(
                SqliteDatabase.open(directory.resolve(SqliteDatabase.FILE_NAME), 1),
                () -> atEachCall.run(),
                () -> atEachCall.run()),
            StorageSettings.defaults().withGrace(GRACE, UPLOAD_GRACE),
            () -> now);
  }

  @AfterEach
  void close() throws IOException {
    assertEquals(List.of(), StoreInvariants.violations(store.database(), store.blobs()));
    assertEquals(List.of(), StoreInvariants.orphanedFiles(store.database(), store.blobs()));
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Before.class)
  void a_push_stays_whole_with_a_collection_at_any_of_its_calls(Before before) {
    for (int size : List.of(FILE, INLINE)) {
      boolean reached = true;
      for (int first = 1; reached; first++) {
        reached = false;
        for (int steps = 1; steps <= STEPS; steps++) {
          boolean further = true;
          for (int second = first + 1; further; second++) {
            prepare(before, size);
            Interruption collection = new Interruption(first, steps, second);
            pushWhile(collection);
            reached |= collection.reachedFirst();
            further = steps < STEPS && collection.reachedSecond();
          }
        }
      }
    }
    assertTrue(run > 30, "there are more orders than " + run);
  }

  @ParameterizedTest
  @EnumSource(Before.class)
  void a_push_stays_whole_at_any_call_of_a_collection(Before before) {
    for (int size : List.of(FILE, INLINE)) {
      boolean reached = true;
      for (int call = 1; reached; call++) {
        prepare(before, size);
        PushAt push = new PushAt(call);
        atEachCall = push;
        now = now.plus(UPLOAD_GRACE);
        collect(0, STEPS);
        atEachCall = () -> {};
        reached = push.done;
        if (reached) {
          requireWhole();
        }
      }
      assertTrue(run > 3, "a collection has more calls than that");
    }
  }

  private void prepare(Before before, int size) {
    run++;
    content = bytes(run, size);
    target = repository("target-" + run);
    source = repository("source-" + run);
    switch (before) {
      case NOTHING -> {}
      case UPLOADED -> upload(target);
      case DELETED_IMAGE -> {
        upload(target);
        Digest image = put(target, "old");
        store.images().deleteManifest(target, image);
      }
      case OTHER_REPOSITORY -> upload(source);
      case FILE_ON_ITS_WAY_OUT -> {
        upload(target);
        now = now.plus(UPLOAD_GRACE);
        collect(0, 1);
      }
    }
  }

  private void pushWhile(Runnable collection) {
    atEachCall = collection;
    try {
      push();
    } finally {
      atEachCall = () -> {};
    }
    requireWhole();
  }

  /**
   * As docker does: asks, mounts or sends what is not there, and starts over when it is told to.
   */
  private void push() {
    for (int tries = 0; tries < 4; tries++) {
      try {
        if (!isThere() && !isMounted()) {
          upload(target);
        }
        put(target, "new");
        return;
      } catch (StorageException e) {
        assertTrue(
            e.failure() instanceof StorageFailure.ManifestBlobUnknown
                || e.failure() instanceof StorageFailure.RepositoryUnknown,
            e::toString);
      }
    }
    throw new AssertionError("the push was refused four times");
  }

  private boolean isThere() {
    try {
      store.layers().stat(target, sha256(content));
      return true;
    } catch (StorageException e) {
      return false;
    }
  }

  private boolean isMounted() {
    return store.layers().mount(target, sha256(content), source).isPresent();
  }

  private void upload(RepositoryKey into) {
    UploadId id = store.layers().startUpload(into, DigestAlgorithm.SHA256).id();
    store.layers().completeUpload(into, id, OptionalLong.empty(), source(content), sha256(content));
  }

  private Digest put(RepositoryKey into, String tag) {
    return store
        .images()
        .put(
            into,
            new ManifestPush(
                image(sha256(content)), Optional.empty(), Optional.empty(), List.of(new Tag(tag))))
        .digest();
  }

  private void collect(int from, int to) {
    Garbage garbage = store.garbage();
    for (int step = from; step < to; step++) {
      switch (step) {
        case 0 -> garbage.reviewLinks(1_000);
        case 1 -> garbage.reviewBlobs(1_000);
        default -> StoreFixture.removeFiles(garbage);
      }
    }
  }

  /** What was acknowledged is there, and stays through another collection of all there is. */
  private void requireWhole() {
    now = now.plus(UPLOAD_GRACE).plus(GRACE);
    collect(0, STEPS);
    Reference tag = new Tag("new");
    assertArrayEquals(image(sha256(content)), store.images().get(target, tag).content());
    assertArrayEquals(content, pulled());
  }

  private byte[] pulled() {
    try (LayerContent layer = store.layers().open(target, sha256(content))) {
      return switch (layer) {
        case LayerContent.InMemory memory -> memory.bytes();
        case LayerContent.InFile file -> {
          ByteBuffer read = ByteBuffer.allocate((int) file.size());
          while (read.hasRemaining()
              && file.channel().read(read, file.position() + read.position()) >= 0) {}
          yield read.array();
        }
      };
    } catch (IOException e) {
      throw new AssertionError("the blob cannot be read", e);
    }
  }

  /** Carries out some steps of a collection at one call and the rest at a later one. */
  private final class Interruption implements Runnable {
    private final int first;
    private final int steps;
    private final int second;
    private int calls;
    private boolean busy;

    Interruption(int first, int steps, int second) {
      this.first = first;
      this.steps = steps;
      this.second = second;
    }

    @Override
    public synchronized void run() {
      if (busy) {
        return;
      }
      calls++;
      if (calls == first) {
        interrupt(0, steps);
      } else if (calls == second) {
        interrupt(steps, STEPS);
      }
    }

    private void interrupt(int from, int to) {
      busy = true;
      now = now.plus(UPLOAD_GRACE);
      // Elsewhere than the one who waits here, which may be a thread of the disk.
      CompletableFuture.runAsync(() -> collectAlone(from, to), ELSEWHERE).join();
      busy = false;
    }

    private void collectAlone(int from, int to) {
      Runnable watching = atEachCall;
      atEachCall = () -> {};
      collect(from, to);
      atEachCall = watching;
    }

    synchronized boolean reachedFirst() {
      return calls >= first;
    }

    synchronized boolean reachedSecond() {
      return calls >= second;
    }
  }

  /** Carries out a whole push at one call of a collection. */
  private final class PushAt implements Runnable {
    private final int call;
    private int calls;
    private boolean done;

    PushAt(int call) {
      this.call = call;
    }

    @Override
    public synchronized void run() {
      calls++;
      if (calls == call) {
        atEachCall = () -> {};
        CompletableFuture.runAsync(this::pushAlone, ELSEWHERE).join();
      }
    }

    private void pushAlone() {
      push();
      done = true;
    }
  }
}
