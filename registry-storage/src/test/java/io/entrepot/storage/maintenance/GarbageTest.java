package io.entrepot.storage.maintenance;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.maintenance.Candidate.Fate;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.registry.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GarbageTest {
  private static final RepositoryKey APP = repository("app");
  private static final RepositoryKey OTHER = repository("other");
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration UPLOAD_GRACE = Duration.ofHours(24);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final int LARGE = 100_000;
  private static final int SMALL = 100;

  @TempDir private Path directory;
  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults().withGrace(GRACE, UPLOAD_GRACE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Garbage garbage() {
    return store.store().garbage();
  }

  /** One whole collection; how many blobs went. */
  private int collect() {
    int blobs = garbage().reviewLinks(1_000).blobs() + garbage().reviewBlobs(1_000).blobs();
    StoreFixture.removeFiles(garbage());
    return blobs;
  }

  private Digest pushImage(RepositoryKey repository, String tag, int... layers) {
    Digest[] pushed =
        java.util.Arrays.stream(layers)
            .mapToObj(seed -> store.pushBlob(repository, bytes(seed, LARGE)))
            .toArray(Digest[]::new);
    Digest config = store.pushBlob(repository, bytes(tag.hashCode(), SMALL));
    return store.push(repository, image(config, pushed), tag).digest();
  }

  private long files() throws IOException {
    try (Stream<Path> walked = Files.walk(directory.resolve("blobs"))) {
      return walked.filter(Files::isRegularFile).count();
    }
  }

  private boolean isThere(RepositoryKey repository, Digest digest) {
    try {
      store.layers().stat(repository, digest);
      return true;
    } catch (StorageException e) {
      assertTrue(
          e.failure() instanceof StorageFailure.BlobUnknown
              || e.failure() instanceof StorageFailure.RepositoryUnknown);
      return false;
    }
  }

  @Test
  void whatADeletedImageAloneNamedGoesAfterTheGraceAndGivesItsSpaceBack() throws IOException {
    Digest shared = sha256(bytes(1, LARGE));
    pushImage(APP, "kept", 1);
    Digest image = pushImage(APP, "deleted", 1, 2);
    store.images().deleteManifest(APP, image);

    store.pass(GRACE.minus(MOMENT));
    assertFalse(garbage().isDue());
    assertEquals(0, collect());

    store.pass(MOMENT);
    assertTrue(garbage().isDue());
    assertEquals(2, collect());
    assertArrayEquals(bytes(1, LARGE), store.pull(APP, shared));
    assertEquals(1, files());
    assertEquals(LARGE, garbage().figures().collectedBytes());
    assertFalse(garbage().isDue());
  }

  @Test
  void aBlobThatAnotherRepositoryLinksLosesOneLinkOnly() {
    Digest image = pushImage(APP, "deleted", 1);
    pushImage(OTHER, "kept", 1);
    store.images().deleteManifest(APP, image);
    store.pass(GRACE);

    Reviewed reviewed = garbage().reviewLinks(1_000);

    assertEquals(new Reviewed(2, 2, 1), reviewed);
    Digest layer = sha256(bytes(1, LARGE));
    assertFalse(isThere(APP, layer));
    assertArrayEquals(bytes(1, LARGE), store.pull(OTHER, layer));
  }

  @Test
  void whatWasUploadedAndNeverNamedGoesAfterTheUploadGrace() throws IOException {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));

    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertEquals(0, collect());
    store.pass(MOMENT);
    assertEquals(1, collect());

    assertFalse(isThere(APP, blob));
    assertEquals(0, files());
  }

  @Test
  void whoHearsThatABlobIsThereMayRelyOnItForHalfTheUploadGrace() {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));

    store.pass(UPLOAD_GRACE.dividedBy(2).minus(MOMENT));
    assertTrue(isThere(APP, blob)); // more than half is left: nothing is written
    store.pass(MOMENT.multipliedBy(2));
    assertTrue(isThere(APP, blob)); // less than half is left: renewed
    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertEquals(0, collect());

    store.push(APP, image(blob), "late");
    store.pass(UPLOAD_GRACE);
    assertEquals(0, collect());
  }

  @Test
  void anInlineBlobIsRenewedLikeAFile() {
    Digest blob = store.pushBlob(APP, bytes(1, SMALL));
    store.restart(); // so that its link is read from the database

    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertTrue(isThere(APP, blob));
    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertEquals(0, collect());
  }

  @Test
  void toAskForABlobThatIsNamedOrHasTimeLeftWritesNothing() {
    pushImage(APP, "v1", 1);
    store.pushBlob(APP, bytes(2, LARGE));
    store.pushBlob(APP, bytes(3, SMALL));
    store.restart();
    store.pass(UPLOAD_GRACE.dividedBy(2).minus(MOMENT));
    long writes = store.store().figures().database().writes();

    assertTrue(isThere(APP, sha256(bytes(1, LARGE))));
    assertTrue(isThere(APP, sha256(bytes("v1".hashCode(), SMALL))));
    assertTrue(isThere(APP, sha256(bytes(2, LARGE))));
    assertTrue(isThere(APP, sha256(bytes(3, SMALL))));

    assertEquals(writes, store.store().figures().database().writes());
  }

  @Test
  void aBlobThatIsNamedAndUploadedAgainIsAskedForWithoutAWrite() {
    pushImage(APP, "v1", 1);
    store.pushBlob(APP, bytes(1, LARGE)); // memory has a time for it now, the row has none
    store.pass(UPLOAD_GRACE);
    long writes = store.store().figures().database().writes();

    assertTrue(isThere(APP, sha256(bytes(1, LARGE))));
    assertTrue(isThere(APP, sha256(bytes(1, LARGE))));

    assertEquals(writes, store.store().figures().database().writes());
  }

  @Test
  void nothingIsToBeReviewedInAStoreWithoutGarbage() {
    pushImage(APP, "v1", 1);
    assertEquals(Optional.empty(), garbage().figures().oldest());
  }

  @Test
  void aRenewalIsDurable() {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));
    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertTrue(isThere(APP, blob));

    store.restart();
    store.pass(UPLOAD_GRACE.minus(MOMENT));

    assertEquals(0, collect());
  }

  @Test
  void whatADeletedImageNamedIsRenewedForAPushThatAsksForIt() {
    Digest image = pushImage(APP, "v1", 1);
    assertTrue(isThere(APP, sha256(bytes(1, LARGE)))); // now in memory as one that stays
    store.images().deleteManifest(APP, image);
    store.pass(GRACE.minus(MOMENT));

    assertTrue(isThere(APP, sha256(bytes(1, LARGE))));
    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertEquals(1, collect()); // the configuration, which nobody asked for

    store.push(APP, image(sha256(bytes(1, LARGE))), "v2");
  }

  @Test
  void aMountAndASecondUploadPutTheReviewOff() {
    Digest mounted = store.pushBlob(APP, bytes(1, LARGE));
    Digest uploaded = store.pushBlob(APP, bytes(2, LARGE));
    store.pass(UPLOAD_GRACE.minus(MOMENT));
    assertTrue(store.layers().mount(OTHER, mounted, APP).isPresent());
    store.pushBlob(APP, bytes(2, LARGE));

    store.pass(MOMENT);
    assertEquals(new Reviewed(1, 1, 0), garbage().reviewLinks(1_000));

    assertFalse(isThere(APP, mounted));
    assertTrue(isThere(OTHER, mounted));
    assertTrue(isThere(APP, uploaded));
  }

  @Test
  void aManifestOfACollectedBlobIsRefusedAndIsPushedAfterTheBlobWasSentAgain() {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));
    store.pass(UPLOAD_GRACE);
    assertEquals(1, collect());

    StorageException refused =
        assertThrows(StorageException.class, () -> store.push(APP, image(blob), "v1"));
    assertEquals(new StorageFailure.ManifestBlobUnknown(List.of(blob), false), refused.failure());

    store.pushBlob(APP, bytes(1, LARGE));
    store.push(APP, image(blob), "v1");
    store.pass(UPLOAD_GRACE);
    assertEquals(0, collect());
    assertArrayEquals(bytes(1, LARGE), store.pull(APP, blob));
  }

  @Test
  void aDeletedBlobIsReviewedAfterTheGraceAndStaysWhenItIsLinkedUntilThen() {
    Digest gone = store.pushBlob(APP, bytes(1, LARGE));
    Digest back = store.pushBlob(APP, bytes(2, LARGE));
    store.layers().delete(APP, gone);
    store.layers().delete(APP, back);
    store.pushBlob(OTHER, bytes(2, LARGE));
    store.pass(GRACE);

    assertEquals(1, collect());
    assertArrayEquals(bytes(2, LARGE), store.pull(OTHER, back));
  }

  @Test
  void whatWasInADeletedRepositoryGoesToo() throws IOException {
    pushImage(APP, "v1", 1, 2);
    pushImage(OTHER, "v1", 2);
    store.store().repositories().delete(APP, true);
    while (store.store().clearDeleted() > 0) {}
    store.pass(GRACE);

    assertEquals(1, collect());
    assertEquals(1, files());
    assertArrayEquals(bytes(2, LARGE), store.pull(OTHER, sha256(bytes(2, LARGE))));
  }

  @Test
  void aManifestWithoutATagIsNoGarbage() {
    Digest blob = store.pushBlob(APP, bytes(1, LARGE));
    Digest image = store.push(APP, image(blob), "v1").digest();
    store.images().deleteTag(APP, new Tag("v1"));
    store.pass(UPLOAD_GRACE.plus(GRACE));

    assertEquals(0, collect()); // a manifest without a tag is no garbage

    store.images().deleteManifest(APP, image);
    store.pass(GRACE);
    assertEquals(1, collect());
  }

  @Test
  void batchesAreBoundedAndGoOnWhereTheyStopped() {
    for (int i = 0; i < 5; i++) {
      store.pushBlob(APP, bytes(i, LARGE));
    }
    store.pass(UPLOAD_GRACE);

    assertEquals(new Reviewed(3, 3, 3), garbage().reviewLinks(3));
    assertEquals(new Reviewed(2, 2, 2), garbage().reviewLinks(3));
    assertEquals(5, StoreFixture.removeFiles(garbage()));
  }

  @Test
  void aDryRunSaysWhatWouldGoAndChangesNothing() {
    Digest own = store.pushBlob(APP, bytes(1, LARGE));
    Digest shared = store.pushBlob(APP, bytes(2, SMALL));
    store.push(OTHER, image(store.pushBlob(OTHER, bytes(2, SMALL))), "v1");
    store.pass(UPLOAD_GRACE);

    List<Candidate> candidates = garbage().candidates(store.now(), 10);

    assertEquals(
        List.of(own + " REMOVE", shared + " UNLINK"),
        candidates.stream()
            .map(it -> it.digest() + " " + it.fate())
            .sorted(java.util.Comparator.comparing(text -> text.endsWith("UNLINK")))
            .toList());
    assertEquals(2, garbage().figures().links());
    assertEquals(Fate.REMOVE, garbage().candidates(store.now(), 1).getFirst().fate());
  }
}
