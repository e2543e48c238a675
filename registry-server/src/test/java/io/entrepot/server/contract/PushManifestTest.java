package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.entrepot.server.contract.Repository.Part;
import io.entrepot.server.oci.manifest.PutManifest;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Push: manifests")
final class PushManifestTest {
  private static final int LIMIT = 4 << 20;

  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  private final Repository repository = REGISTRY.repository();

  @Nested
  @DisplayName("Pushing Manifests")
  final class PushingManifests {

    @Test
    void a_push_by_tag_tells_the_digest_and_a_pullable_location() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      Answer answer = repository.pushManifest("v1", image).expect(201);
      answer.expectHeader("Docker-Content-Digest", image.digest());
      answer.expectHeader("Location", repository.path("/manifests/" + image.digest()));
      String pulled = repository.http().call("GET", answer.header("Location")).expect(200).text();
      assertEquals(image.text(), pulled);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void a_push_by_digest_is_kept_under_that_digest(DigestAlgorithm algorithm) {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      String digest = Digest.of(algorithm, image.bytes()).toString();
      repository
          .pushManifest(digest, image)
          .expect(201)
          .expectHeader("Docker-Content-Digest", digest);
      assertEquals(image.text(), repository.get("/manifests/" + digest).expect(200).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {Documents.OCI_IMAGE, Documents.DOCKER_IMAGE})
    void images_and_indexes_of_both_families_are_taken(String mediaType) {
      Documents image = Documents.image(mediaType, repository.blob("{}"), repository.blob("layer"));
      repository.pushManifest(image.digest(), image).expect(201);
      String list =
          mediaType.equals(Documents.OCI_IMAGE) ? Documents.OCI_INDEX : Documents.DOCKER_LIST;
      Documents index = Documents.index(list, image);
      repository.pushManifest("index", index).expect(201);
      Documents nested = Documents.index(list, index);
      repository.pushManifest("nested", nested).expect(201);
      repository.get("/manifests/nested").expect(200).expectHeader("Content-Type", list);
    }

    @Test
    void unknown_members_and_odd_spacing_survive_byte_for_byte() {
      Documents image =
          Documents.image(repository.blob("{}"), repository.blob("layer"))
              .with("\"x-unknown\" :  {\"b\":[1, 2.50e1],\"a\":\"\\u00e9\u00e9\"}\r\n");
      repository.pushManifest("v1", image).expect(201);
      assertEquals(image.text(), repository.get("/manifests/v1").expect(200).text());
    }

    @Test
    void parameters_of_the_content_type_are_ignored_and_it_may_be_missing() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      String path = repository.path("/manifests/v1");
      repository
          .http()
          .call("PUT", path, image.bytes(), "Content-Type", image.mediaType() + "; charset=utf-8")
          .expect(201);
      repository.get("/manifests/v1").expectHeader("Content-Type", image.mediaType());
      repository.http().call("PUT", path, image.bytes()).expect(201);
      repository.get("/manifests/v1").expectHeader("Content-Type", image.mediaType());
    }

    @Test
    void a_manifest_of_blobs_or_children_that_are_not_there_is_refused() {
      Part missing = new Part(Repository.sha256(new byte[] {9, 9}).toString(), 2);
      Documents image = Documents.image(repository.blob("{}"), missing);
      Answer answer = repository.pushManifest("v1", image);
      answer.expectError(400, "MANIFEST_BLOB_UNKNOWN");
      assertEquals(
          missing.digest(),
          answer.json().get("errors").get(0).get("detail").get("digest").asString());
      Documents index = Documents.index(Documents.OCI_INDEX, image);
      repository.pushManifest("v1", index).expectError(400, "MANIFEST_BLOB_UNKNOWN");
      repository.get("/manifests/v1").expect(404);
    }

    @Test
    void blobs_of_another_repository_are_not_there() {
      Part layer = REGISTRY.repository().blob("a layer elsewhere");
      Documents image = Documents.image(repository.blob("{}"), layer);
      repository.pushManifest("v1", image).expectError(400, "MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void a_manifest_of_4_MiB_is_taken_and_one_byte_more_is_not() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      byte[] padded = Arrays.copyOf(image.bytes(), LIMIT);
      Arrays.fill(padded, image.bytes().length, LIMIT, (byte) ' ');
      String path = repository.path("/manifests/v1");
      repository.http().call("PUT", path, padded, "Content-Type", image.mediaType()).expect(201);
      byte[] larger = Arrays.copyOf(padded, LIMIT + 1);
      larger[LIMIT] = ' ';
      repository
          .http()
          .call("PUT", path, larger, "Content-Type", image.mediaType())
          .expectError(413, "SIZE_INVALID");
      repository
          .http()
          .callChunked("PUT", path, larger, "Content-Type", image.mediaType())
          .expectError(413, "SIZE_INVALID");
    }

    @Test
    void a_digest_that_is_not_the_contents_is_refused() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      String other = Repository.sha256("other".getBytes(UTF_8)).toString();
      repository.pushManifest(other, image).expectError(400, "DIGEST_INVALID");
      repository.get("/manifests/" + other).expect(404);
      repository.pushManifest("v1?digest=" + other, image).expectError(400, "DIGEST_INVALID");
      repository.pushManifest("v1?digest=" + image.digest(), image).expect(201);
    }

    @Test
    void schema_1_is_refused_with_a_clear_error() {
      Documents schema1 =
          new Documents(
              "application/vnd.docker.distribution.manifest.v1+prettyjws",
              """
              {"schemaVersion":1,"name":"a","tag":"b","fsLayers":[],"history":[]}\
              """);
      repository.pushManifest("v1", schema1).expectError(400, "MANIFEST_INVALID");
    }
  }

  @Nested
  @DisplayName("Pushing Manifests: tags as parameters")
  final class TagParameters {

    @Test
    void a_push_by_digest_sets_every_tag_of_the_query() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      List<String> tags = IntStream.range(0, PutManifest.MAX_TAGS).mapToObj(i -> "t" + i).toList();
      Answer answer = repository.pushManifest(image.digest() + query(tags), image).expect(201);
      assertEquals(tags, List.of(answer.header("OCI-Tag").split(", ", -1)));
      for (String tag : tags) {
        repository
            .head("/manifests/" + tag)
            .expect(200)
            .expectHeader("Docker-Content-Digest", image.digest());
      }
    }

    @Test
    void one_tag_more_than_the_limit_is_a_414_that_sets_none() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      List<String> tags =
          IntStream.rangeClosed(0, PutManifest.MAX_TAGS).mapToObj(i -> "t" + i).toList();
      repository.pushManifest(image.digest() + query(tags), image).expectError(414, "UNSUPPORTED");
      repository.get("/manifests/t0").expect(404);
    }

    @Test
    void one_bad_tag_sets_none() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      repository
          .pushManifest(image.digest() + "?tag=good&tag=-bad", image)
          .expectError(400, "MANIFEST_INVALID");
      repository.get("/manifests/good").expect(404);
    }

    @Test
    void a_push_by_tag_takes_further_tags_as_well() {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      repository.pushManifest("v1?tag=v2&tag=v2", image).expect(201).expectHeader("OCI-Tag", "v2");
      repository.head("/manifests/v1").expect(200);
      repository.head("/manifests/v2").expect(200);
    }

    private String query(List<String> tags) {
      return tags.stream().map(tag -> "tag=" + tag).collect(Collectors.joining("&", "?", ""));
    }
  }

  @Nested
  @DisplayName("Pushing Manifests with Subject")
  final class WithSubject {

    @Test
    void the_subject_is_acknowledged_whether_it_exists_or_not() {
      Documents subject = Documents.image(repository.blob("{}"), repository.blob("layer"));
      Documents referrer = subject.withSubject(subject);
      repository
          .pushManifest(referrer.digest(), referrer)
          .expect(201)
          .expectHeader("OCI-Subject", subject.digest());
      Answer without = repository.pushManifest("subject", subject).expect(201);
      assertFalse(without.has("OCI-Subject"));
    }
  }
}
