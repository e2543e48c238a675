package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random pushes, deletes, expiries, restores and collections with all graces passed, after which
 * the store is whole, what was restored can be pulled, and in the end nothing is left over.
 */
@Timeout(120)
final class ExpiryAtRandomTest {
  private static final int OPERATIONS = 400;
  private static final int IMAGES = 8;
  private static final Duration DELAY = Duration.ofDays(10);
  private static final RepositoryKey A = repository("a");
  private static final Duration GRACES = Duration.ofDays(2);

  @TempDir Path directory;

  private final Map<Digest, byte[]> documents = new HashMap<>();
  private int restored;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_store_stays_whole(long seed) {
    Random random = new Random(seed);
    try (StoreFixture store =
        new StoreFixture(directory, StorageSettings.defaults().withExpiryDelay(DELAY))) {
      pushImage(store, 0);
      for (int i = 0; i < OPERATIONS; i++) {
        operate(store, random);
        if (i % 20 == 19) {
          assertEquals(
              List.of(),
              StoreInvariants.violations(store.store().database(), store.store().blobs()),
              "seed " + seed + ", operation " + i);
        }
      }
      assertTrue(restored > OPERATIONS / 40, restored + " images were restored");
      store.pass(DELAY);
      while (store.store().expiredImages().removeDue() > 0) {}
      store.store().repositories().delete(A, true);
      while (store.store().clearDeleted() > 0) {}
      collect(store);
      assertEquals(new StoreTotals(0, 0, 0, 0), store.store().database().read(StoreRows::totals));
    }
  }

  private void operate(StoreFixture store, Random random) {
    List<SurveyedImage> images = new Policies(store, A).images();
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> pushImage(store, random.nextInt(IMAGES));
      case 3 -> pushAround(store, random, images);
      case 4, 5, 6 -> expire(store, random, images);
      case 7, 8 -> restore(store, random);
      default -> {
        if (random.nextBoolean()) {
          collect(store);
        } else {
          store.store().expiredImages().removeDue();
        }
      }
    }
  }

  private void pushImage(StoreFixture store, int seed) {
    Digest config = store.pushBlob(A, bytes(seed % 3, 10));
    push(store, image(config, store.pushBlob(A, bytes(100 + seed, 40_000))), "t" + seed % 5);
  }

  /** An index, or what is about an image. */
  private void pushAround(StoreFixture store, Random random, List<SurveyedImage> images) {
    if (!images.isEmpty()) {
      Digest one = any(random, images).digest();
      Digest other = any(random, images).digest();
      boolean about = random.nextBoolean();
      push(
          store,
          about ? image(subject(one), store.pushBlob(A, bytes(7, 10))) : index(one, other),
          about ? "about" : "index");
    }
  }

  private void push(StoreFixture store, byte[] document, String tag) {
    documents.put(store.push(A, document, tag).digest(), document);
  }

  /** An image, and then another that went with it; those that an index names are skipped. */
  private static void expire(StoreFixture store, Random random, List<SurveyedImage> images) {
    if (!images.isEmpty()) {
      Policies policies = new Policies(store, A);
      SurveyedImage first = any(random, images);
      List<Digest> kin =
          first.children().isEmpty() ? List.of(any(random, images).digest()) : first.children();
      policies.expire(List.of(policies.by(first.digest())));
      for (Digest each : kin.stream().distinct().toList()) {
        boolean there = policies.images().stream().anyMatch(image -> image.digest().equals(each));
        if (there) {
          policies.expire(List.of(policies.with(first.digest(), each)));
        }
      }
    }
  }

  private void restore(StoreFixture store, Random random) {
    ExpiredImages expired = store.store().expiredImages();
    List<ExpiredImage> all = expired.list(A, Optional.empty(), 100).items();
    if (!all.isEmpty()) {
      try {
        for (RestoredImage each : expired.restore(A, any(random, all).digest())) {
          assertArrayEquals(
              documents.get(each.digest()), store.images().get(A, each.digest()).content());
          restored++;
        }
      } catch (StorageException e) {
        // An index of which an image was deleted in time before it.
        assertTrue(
            e.failure() instanceof StorageFailure.ManifestBlobUnknown missing && missing.index(),
            String.valueOf(e.getMessage()));
      }
    }
  }

  private static void collect(StoreFixture store) {
    for (int i = 0; i < 3; i++) {
      store.pass(GRACES);
      Garbage garbage = store.store().garbage();
      garbage.reviewLinks(1_000);
      garbage.reviewBlobs(1_000);
      garbage.removeFiles(0, 1_000);
    }
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
