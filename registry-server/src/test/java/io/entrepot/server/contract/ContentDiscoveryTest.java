package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Content Discovery")
final class ContentDiscoveryTest {
  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  private final Repository repository = REGISTRY.repository();

  @Nested
  @DisplayName("Listing Tags")
  final class ListingTags {

    @Test
    void tags_come_in_ascii_order_with_the_repositorys_name() {
      push("b", "a", "B", "_x", "1");
      Answer answer = repository.get("/tags/list").expect(200);
      answer.expectHeader("Content-Type", "application/json");
      assertEquals(repository.name(), answer.json().get("name").asString());
      assertEquals(List.of("1", "B", "_x", "a", "b"), answer.texts("tags"));
      assertFalse(answer.has("Link"));
    }

    @Test
    void n_and_last_choose_a_page_and_the_link_leads_to_the_next() {
      push("a", "b", "c", "d", "e");
      assertEquals(List.of("a", "b"), tags("?n=2"));
      assertEquals(List.of("c", "d", "e"), tags("?last=b"));
      assertEquals(List.of("c"), tags("?last=bb&n=1"));
      assertEquals(List.of(), tags("?last=e"));
      List<String> all = new ArrayList<>();
      int pages = 0;
      for (String next = repository.path("/tags/list?n=2"); !next.isEmpty(); pages++) {
        Answer page = repository.http().call("GET", next).expect(200);
        all.addAll(page.texts("tags"));
        next = page.next();
      }
      assertEquals(List.of("a", "b", "c", "d", "e"), all);
      assertEquals(3, pages);
    }

    @Test
    void a_page_that_ends_the_list_has_no_link() {
      push("a", "b");
      assertFalse(repository.get("/tags/list?n=2").expect(200).has("Link"));
    }

    @Test
    void n_of_zero_is_an_empty_list_without_a_link() {
      push("a");
      Answer answer = repository.get("/tags/list?n=0").expect(200);
      assertEquals(List.of(), answer.texts("tags"));
      assertFalse(answer.has("Link"));
    }

    @Test
    void a_repository_without_tags_has_an_empty_list() {
      repository.blob("a blob");
      assertEquals(List.of(), tags(""));
    }

    @Test
    void an_unknown_repository_is_not_found() {
      repository.get("/tags/list").expectError(404, "NAME_UNKNOWN");
      repository.get("/tags/list?n=0").expectError(404, "NAME_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "9223372036854775808", "", "1.5"})
    void another_n_is_refused(String n) {
      push("a");
      Answer answer = repository.get("/tags/list?n=" + n).expectError(400, "UNSUPPORTED");
      assertTrue(answer.text().contains("parameter n"), answer.text());
    }

    private List<String> tags(String query) {
      return repository.get("/tags/list" + query).expect(200).texts("tags");
    }

    private void push(String... tags) {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      for (String tag : tags) {
        repository.pushManifest(tag, image).expect(201);
      }
    }
  }

  @Nested
  @DisplayName("Listing Referrers")
  final class ListingReferrers {

    @Test
    void a_repository_that_does_not_exist_has_no_referrers() {
      Answer answer =
          repository
              .get("/referrers/" + Repository.sha256(new byte[0]))
              .expect(200)
              .expectHeader("Content-Type", Documents.OCI_INDEX);
      assertEquals(2, answer.json().get("schemaVersion").asInt());
      assertEquals(Documents.OCI_INDEX, answer.json().get("mediaType").asString());
      assertEquals(0, answer.json().get("manifests").size());
    }

    @Test
    void a_bad_digest_is_refused() {
      repository.get("/referrers/sha256:bad").expectError(400, "DIGEST_INVALID");
      repository.get("/referrers/latest").expectError(400, "DIGEST_INVALID");
    }

    @Test
    void referrers_are_listed_with_type_and_annotations_before_their_subject_is_pushed() {
      Documents subject = subject();
      Documents sbom = referrer(subject, "application/sbom", "\"key\":\"a \\\"quoted\\\" \u00e9\"");
      JsonNode found = list(subject, "").json().get("manifests").get(0);
      assertEquals(sbom.digest(), found.get("digest").asString());
      assertEquals(sbom.mediaType(), found.get("mediaType").asString());
      assertEquals(sbom.bytes().length, found.get("size").asInt());
      assertEquals("application/sbom", found.get("artifactType").asString());
      assertEquals("a \"quoted\" \u00e9", found.get("annotations").get("key").asString());
      repository.pushManifest("subject", subject).expect(201);
      assertEquals(1, list(subject, "").json().get("manifests").size());
    }

    @Test
    void without_a_type_an_image_has_that_of_its_configuration_and_an_index_none() {
      Documents subject = subject();
      Documents image = subject.withSubject(subject);
      repository.pushManifest("subject", subject).expect(201);
      repository.pushManifest(image.digest(), image).expect(201);
      JsonNode found = list(subject, "").json().get("manifests").get(0);
      assertEquals(
          "application/vnd.oci.image.config.v1+json", found.get("artifactType").asString());
      Documents index = Documents.index(Documents.OCI_INDEX, subject).withSubject(image);
      repository.pushManifest(index.digest(), index).expect(201);
      assertFalse(list(image, "").json().get("manifests").get(0).has("artifactType"));
    }

    @Test
    void a_filter_is_applied_and_says_so() {
      Documents subject = subject();
      Documents sbom = referrer(subject, "application/sbom", "\"a\":\"b\"");
      referrer(subject, "application/signature", "\"a\":\"b\"");
      assertFalse(list(subject, "").has("OCI-Filters-Applied"));
      Answer filtered = list(subject, "?artifactType=application/sbom");
      filtered.expectHeader("OCI-Filters-Applied", "artifactType");
      assertEquals(List.of(sbom.digest()), digests(filtered));
      assertEquals(List.of(), digests(list(subject, "?artifactType=none/such")));
    }

    @Test
    void many_referrers_come_in_pages() {
      Documents subject = subject();
      List<String> pushed = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        pushed.add(referrer(subject, "application/a+b", "\"number\":\"" + i + "\"").digest());
      }
      List<String> found = new ArrayList<>();
      int pages = 0;
      String next =
          repository.path("/referrers/" + subject.digest())
              + "?n=18&artifactType=application/a%2Bb";
      for (; !next.isEmpty(); pages++) {
        Answer page = repository.http().call("GET", next).expect(200);
        page.expectHeader("OCI-Filters-Applied", "artifactType");
        found.addAll(digests(page));
        next = page.next();
      }
      assertEquals(pushed.stream().sorted().toList(), found);
      assertEquals(3, pages);
    }

    @Test
    void a_page_is_no_larger_than_a_manifest_may_be() {
      Documents subject = subject();
      for (int i = 0; i < 5; i++) {
        referrer(subject, "a/b", "\"number\":\"" + i + "x".repeat(1_000_000) + "\"");
      }
      Answer first = list(subject, "");
      assertTrue(first.body().length <= 4 << 20, () -> "bytes: " + first.body().length);
      int found = digests(first).size();
      for (String next = first.next(); !next.isEmpty(); ) {
        Answer page = repository.http().call("GET", next).expect(200);
        found += digests(page).size();
        next = page.next();
      }
      assertEquals(5, found);
    }

    private Documents subject() {
      return Documents.image(repository.blob("{}"), repository.blob("layer"));
    }

    private Documents referrer(Documents subject, String artifactType, String annotations) {
      Documents referrer =
          subject
              .with(
                  "\"artifactType\":\"%s\",\"annotations\":{%s}"
                      .formatted(artifactType, annotations))
              .withSubject(subject);
      repository.pushManifest(referrer.digest(), referrer).expect(201);
      return referrer;
    }

    private Answer list(Documents subject, String query) {
      return repository.get("/referrers/" + subject.digest() + query).expect(200);
    }

    private List<String> digests(Answer index) {
      return index
          .json()
          .get("manifests")
          .valueStream()
          .map(manifest -> manifest.get("digest").asString())
          .toList();
    }
  }

  @Nested
  @DisplayName("Catalog")
  final class Catalog {

    @Test
    void repositories_come_in_order_and_in_pages() {
      List<String> names = List.of("catalog/a", "catalog/a/b", "catalog/b", "catalog/c-d");
      names.forEach(name -> REGISTRY.repository(name).blob("x"));
      List<String> found = new ArrayList<>();
      for (String next = "/v2/_catalog?n=2&last=catalog"; !next.isEmpty(); ) {
        Answer page = REGISTRY.http().call("GET", next).expect(200);
        assertTrue(page.texts("repositories").size() <= 2);
        found.addAll(page.texts("repositories"));
        next = page.next();
      }
      assertEquals(names, found.subList(0, names.size()));
      assertEquals(found.stream().sorted().distinct().toList(), found);
    }

    @Test
    void n_is_held_to_the_same_rules_as_for_tags() {
      Answer empty = REGISTRY.http().call("GET", "/v2/_catalog?n=0").expect(200);
      assertEquals(List.of(), empty.texts("repositories"));
      assertFalse(empty.has("Link"));
      REGISTRY.http().call("GET", "/v2/_catalog?n=-1").expectError(400, "UNSUPPORTED");
    }
  }
}
