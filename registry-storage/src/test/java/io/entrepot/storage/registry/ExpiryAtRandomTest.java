package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.metadata.StoreInvariants;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreTotals;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random pushes, mounts, deletes by hand, expiries, restores, purges, collections with all graces
 * passed, and deletes of a repository whose name is used again, in two repositories. After them the
 * store is whole, what was restored can be pulled, and in the end nothing is left over.
 */
@Timeout(120)
final class ExpiryAtRandomTest {
  private static final int OPERATIONS = 500;
  private static final int IMAGES = 8;
  private static final Duration DELAY = Duration.ofDays(10);
  private static final List<RepositoryKey> KEYS = List.of(repository("a"), repository("b"));
  private static final Duration GRACES = Duration.ofDays(2);

  @TempDir Path directory;

  private final Map<Digest, byte[]> documents = new HashMap<>();
  private StoreFixture store;
  private Random random = new Random(0);
  private int restored;
  private int mounted;
  private int deleted;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults().withExpiryDelay(DELAY));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_store_stays_whole(long seed) {
    random = new Random(seed);
    KEYS.forEach(key -> pushImage(key, 0));
    for (int i = 0; i < OPERATIONS; i++) {
      operate(any(KEYS));
      if (i % 20 == 19) {
        assertEquals(
            List.of(),
            StoreInvariants.violations(store.store().database(), store.store().blobs()),
            "seed " + seed + ", operation " + i);
      }
    }
    String done = restored + " restored, " + mounted + " mounted, " + deleted + " deleted";
    assertTrue(restored > OPERATIONS / 50 && mounted > 5 && deleted > 5, done);
    store.pass(DELAY);
    while (store.store().expiredImages().removeDue() > 0) {}
    KEYS.forEach(key -> store.store().repositories().delete(key, true));
    while (store.store().clearDeleted() > 0) {}
    collect();
    assertEquals(new StoreTotals(0, 0, 0, 0), store.store().database().read(StoreRows::totals));
  }

  private void operate(RepositoryKey key) {
    List<SurveyedImage> images = new Policies(store, key).images();
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> pushImage(key, random.nextInt(IMAGES));
      case 5, 6 -> pushAround(key, images);
      case 7 -> mountImage(key, images);
      case 8, 9 -> deleteByHand(key, images);
      case 10, 11, 12, 13, 14, 15 -> expire(key, images);
      case 16, 17, 18, 19 -> restore(key);
      case 20 -> purge(key);
      case 21 -> store.store().expiredImages().removeDue();
      case 22 -> collect();
      default -> replace(key);
    }
  }

  private void pushImage(RepositoryKey key, int seed) {
    Digest config = store.pushBlob(key, bytes(seed % 3, 10));
    push(
        key,
        image(config, store.pushBlob(key, bytes(100 + seed, 40_000))),
        "t" + random.nextInt(5));
  }

  /** An index, or what is about an image. */
  private void pushAround(RepositoryKey key, List<SurveyedImage> images) {
    if (!images.isEmpty()) {
      Digest one = any(images).digest();
      Digest other = any(images).digest();
      boolean about = random.nextBoolean();
      push(
          key,
          about ? image(subject(one), store.pushBlob(key, bytes(7, 10))) : index(one, other),
          about ? "about" : "index");
    }
  }

  private void push(RepositoryKey key, byte[] document, String tag) {
    documents.put(store.push(key, document, tag).digest(), document);
  }

  /** The same image in the other repository, by its blobs there. */
  private void mountImage(RepositoryKey from, List<SurveyedImage> images) {
    RepositoryKey to = KEYS.get(1 - KEYS.indexOf(from));
    for (int seed = 0; seed < IMAGES; seed++) {
      Digest config = sha256(bytes(seed % 3, 10));
      Digest layer = sha256(bytes(100 + seed, 40_000));
      byte[] document = image(config, layer);
      if (images.stream().anyMatch(image -> image.digest().equals(sha256(document)))) {
        assertTrue(store.layers().mount(to, config, from).isPresent());
        assertTrue(store.layers().mount(to, layer, from).isPresent());
        push(to, document, "mounted");
        mounted++;
        return;
      }
    }
  }

  /** One that an index names is refused. */
  private void deleteByHand(RepositoryKey key, List<SurveyedImage> images) {
    if (!images.isEmpty()) {
      try {
        store.images().deleteManifest(key, any(images).digest());
        deleted++;
      } catch (StorageException e) {
        assertInstanceOf(StorageFailure.StillReferenced.class, e.failure());
      }
    }
  }

  /** Deletes the repository with what it hides, and makes one of the same name. */
  private void replace(RepositoryKey key) {
    store.store().repositories().delete(key, true);
    if (random.nextBoolean()) {
      while (store.store().clearDeleted() > 0) {}
    }
    pushImage(key, random.nextInt(IMAGES));
    assertEquals(List.of(), hidden(key));
  }

  /** An image, and then another that went with it; those that an index names are skipped. */
  private void expire(RepositoryKey key, List<SurveyedImage> images) {
    if (!images.isEmpty()) {
      Policies policies = new Policies(store, key);
      SurveyedImage first = any(images);
      List<Digest> kin =
          first.children().isEmpty() ? List.of(any(images).digest()) : first.children();
      policies.expire(List.of(policies.by(first.digest())));
      for (Digest each : kin.stream().distinct().toList()) {
        boolean there = policies.images().stream().anyMatch(image -> image.digest().equals(each));
        if (there) {
          policies.expire(List.of(policies.with(first.digest(), each)));
        }
      }
    }
  }

  private List<ExpiredImage> hidden(RepositoryKey key) {
    return store.store().expiredImages().list(key, Optional.empty(), 100).items();
  }

  private void purge(RepositoryKey key) {
    List<ExpiredImage> all = hidden(key);
    if (!all.isEmpty()) {
      ExpiredImages expired = store.store().expiredImages();
      Digest digest = any(all).digest();
      expired.delete(key, digest, expired.tagsOf(key, digest));
    }
  }

  private void restore(RepositoryKey key) {
    List<ExpiredImage> all = hidden(key);
    if (!all.isEmpty()) {
      try {
        for (RestoredImage each : restored(key, any(all).digest())) {
          assertArrayEquals(
              documents.get(each.digest()), store.images().get(key, each.digest()).content());
          restored++;
        }
      } catch (StorageException e) {
        // An index of which an image was deleted before it, in time or by hand.
        assertTrue(
            e.failure() instanceof StorageFailure.ManifestBlobUnknown missing && missing.index(),
            String.valueOf(e.getMessage()));
      }
    }
  }

  private List<RestoredImage> restored(RepositoryKey key, Digest digest) {
    ExpiredImages expired = store.store().expiredImages();
    return expired.restore(key, digest, expired.tagsReturning(key, digest));
  }

  private void collect() {
    for (int i = 0; i < 3; i++) {
      store.pass(GRACES);
      Garbage garbage = store.store().garbage();
      garbage.reviewLinks(1_000);
      garbage.reviewBlobs(1_000);
      StoreFixture.removeFiles(garbage);
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
