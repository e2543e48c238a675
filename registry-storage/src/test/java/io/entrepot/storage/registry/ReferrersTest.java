package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RepositoryKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReferrersTest {
  private static final RepositoryKey A = repository("a");

  @TempDir Path directory;

  private StoreFixture store;
  private Digest config;
  private Digest subject;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    config = store.pushBlob(A, bytes(1, 10));
    subject = sha256(image(config));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_referrer_is_listed_before_its_subject_is_pushed_and_after_it_is_deleted() {
    byte[] content = signature("sig", 1);
    PushedManifest pushed = store.push(A, content);
    assertEquals(Optional.of(subject), pushed.subject());
    Referrer expected =
        new Referrer(
            new Descriptor(MediaType.OCI_MANIFEST, sha256(content), content.length),
            Optional.of("application/sig"),
            Map.of("n", "1"));
    assertEquals(new Page<>(List.of(expected), false), list(Optional.empty(), 10));
    store.push(A, image(config));
    assertEquals(new Page<>(List.of(expected), false), list(Optional.empty(), 10));
    store.images().deleteManifest(A, subject);
    assertEquals(new Page<>(List.of(expected), false), list(Optional.empty(), 10));
    store.images().deleteManifest(A, sha256(content));
    assertEquals(new Page<>(List.of(), false), list(Optional.empty(), 10));
  }

  @Test
  void without_an_artifact_type_the_configuration_names_it() {
    store.push(A, image(StoreFixture.subject(subject), config));
    assertEquals(
        Optional.of("application/vnd.oci.image.config.v1+json"),
        list(Optional.empty(), 10).items().getFirst().artifactType());
  }

  @Test
  void referrers_come_page_by_page_in_order_of_digest_and_by_type() {
    List<Digest> signatures = new ArrayList<>();
    List<Digest> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      signatures.add(store.push(A, signature("sig", i)).digest());
      all.add(store.push(A, signature("sbom", i)).digest());
    }
    all.addAll(signatures);
    signatures.sort(Comparator.comparing(Digest::toString));
    all.sort(Comparator.comparing(Digest::toString));
    assertEquals(all, digests(list(Optional.empty(), 10)));
    assertEquals(false, list(Optional.empty(), 10).more());
    assertEquals(true, list(Optional.empty(), 9).more());
    assertEquals(signatures, digests(list(Optional.of("application/sig"), 5)));
    assertEquals(List.of(), digests(list(Optional.of("application/none"), 5)));
    Page<Referrer> second =
        store
            .store()
            .referrers()
            .list(A, subject, Optional.of("application/sig"), Optional.of(signatures.get(1)), 2);
    assertEquals(signatures.subList(2, 4), digests(second));
    assertEquals(true, second.more());
  }

  @Test
  void there_are_none_of_what_is_not_there() {
    Page<Referrer> none = new Page<>(List.of(), false);
    assertEquals(none, list(Optional.empty(), 10));
    assertEquals(
        none,
        store
            .store()
            .referrers()
            .list(repository("none"), subject, Optional.empty(), Optional.empty(), 10));
  }

  private byte[] signature(String type, int number) {
    return image(
        ",\"artifactType\":\"application/"
            + type
            + "\",\"annotations\":{\"n\":\""
            + number
            + "\"}"
            + StoreFixture.subject(subject),
        config);
  }

  private Page<Referrer> list(Optional<String> type, int limit) {
    return store.store().referrers().list(A, subject, type, Optional.empty(), limit);
  }

  private static List<Digest> digests(Page<Referrer> page) {
    return page.items().stream().map(referrer -> referrer.descriptor().digest()).toList();
  }
}
