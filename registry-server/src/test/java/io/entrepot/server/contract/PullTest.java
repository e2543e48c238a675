package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.entrepot.storage.oci.Digest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pull")
final class PullTest {
  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  private final Repository repository = REGISTRY.repository();

  @Nested
  @DisplayName("Pulling manifests")
  final class PullingManifests {

    @Test
    void a_manifest_is_pulled_by_tag_and_by_digest_byte_for_byte() {
      Documents image = repository.pushImage("latest", "layer");
      for (String reference : new String[] {"latest", image.digest()}) {
        Answer answer =
            repository
                .get("/manifests/" + reference)
                .expect(200)
                .expectHeader("Content-Type", Documents.OCI_IMAGE)
                .expectHeader("Docker-Content-Digest", image.digest())
                .expectHeader("ETag", '"' + image.digest() + '"');
        assertEquals(image.text(), answer.text());
      }
    }

    @Test
    void a_manifest_pulled_again_is_the_same_when_it_comes_from_memory() {
      Documents image = repository.pushImage("v1", "layer");
      for (int i = 0; i < 3; i++) {
        assertEquals(image.text(), repository.get("/manifests/v1").expect(200).text());
      }
      Documents other = repository.pushImage("v1", "other layer");
      assertEquals(other.text(), repository.get("/manifests/v1").expect(200).text());
    }

    @Test
    void accept_never_translates_a_manifest() {
      Documents image = repository.pushImage("v1", "layer");
      repository
          .get("/manifests/v1", "Accept", Documents.DOCKER_IMAGE)
          .expect(200)
          .expectHeader("Content-Type", image.mediaType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%s", "W/%s", "\"other\", %s"})
    void a_manifest_that_the_client_has_is_not_sent_again(String condition) {
      Documents image = repository.pushImage("v1", "layer");
      String tag = '"' + image.digest() + '"';
      Answer answer =
          repository.get("/manifests/v1", "If-None-Match", condition.formatted(tag)).expect(304);
      answer.expectHeader("ETag", tag);
      assertEquals(0, answer.body().length);
      repository.get("/manifests/v1", "If-None-Match", "\"sha256:other\"").expect(200);
    }

    @Test
    void an_unknown_manifest_is_not_found() {
      repository.pushImage("v1", "layer");
      repository.get("/manifests/v2").expectError(404, "MANIFEST_UNKNOWN");
      repository
          .get("/manifests/" + Repository.sha256(new byte[] {1}))
          .expectError(404, "MANIFEST_UNKNOWN");
    }

    @Test
    void an_unknown_repository_is_not_found() {
      repository.get("/manifests/v1").expectError(404, "NAME_UNKNOWN");
    }

    @Test
    void a_manifest_of_another_repository_is_not_found() {
      Documents image = repository.pushImage("v1", "layer");
      Repository other = REGISTRY.repository();
      other.pushImage("v1", "another layer");
      other.get("/manifests/" + image.digest()).expectError(404, "MANIFEST_UNKNOWN");
    }
  }

  @Nested
  @DisplayName("Pulling blobs")
  final class PullingBlobs {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_000})
    void a_blob_is_pulled_byte_for_byte(int size) {
      byte[] content = bytes(size);
      Digest digest = repository.pushBlob(content);
      Answer answer =
          repository
              .get("/blobs/" + digest)
              .expect(200)
              .expectHeader("Content-Type", "application/octet-stream")
              .expectHeader("Content-Length", Integer.toString(size))
              .expectHeader("Docker-Content-Digest", digest.toString())
              .expectHeader("Accept-Ranges", "bytes");
      assertArrayEquals(content, answer.body());
    }

    @Test
    void an_unknown_blob_is_not_found() {
      repository.pushBlob(bytes(1));
      repository.get("/blobs/" + Repository.sha256(bytes(2))).expectError(404, "BLOB_UNKNOWN");
    }

    @Test
    void a_blob_that_only_another_repository_links_is_not_found() {
      Digest digest = repository.pushBlob(bytes(500));
      Repository other = REGISTRY.repository();
      other.pushBlob(bytes(501));
      other.get("/blobs/" + digest).expectError(404, "BLOB_UNKNOWN");
      other.head("/blobs/" + digest).expect(404);
    }

    @Test
    void a_blob_that_the_client_has_is_not_sent_again() {
      Digest digest = repository.pushBlob(bytes(500));
      String tag = "\"" + digest + "\"";
      repository
          .get("/blobs/" + digest, "If-None-Match", tag)
          .expect(304)
          .expectHeader("ETag", tag);
      repository.head("/blobs/" + digest, "If-None-Match", tag).expect(304);
    }

    @ParameterizedTest
    @CsvSource({
      "bytes=500-1499, 500, 1499",
      "bytes=500-, 500, 2047",
      "bytes=-500, 1548, 2047",
      "bytes=2000-5000, 2000, 2047",
      "bytes=0-0, 0, 0",
    })
    void a_range_is_a_206_in_memory_and_in_a_file(String range, int first, int last) {
      for (int size : new int[] {2048, 2_000_000}) {
        int end = last == 2047 ? size - 1 : last;
        int start = range.startsWith("bytes=-") ? size - 500 : first;
        byte[] content = bytes(size);
        Digest digest = repository.pushBlob(content);
        String field =
            range.equals("bytes=2000-5000") && size > 5000 ? "bytes=2000-9999999" : range;
        Answer answer =
            repository
                .get("/blobs/" + digest, "Range", field)
                .expect(206)
                .expectHeader("Content-Range", "bytes " + start + "-" + end + "/" + size)
                .expectHeader("Docker-Content-Digest", digest.toString());
        assertArrayEquals(Arrays.copyOfRange(content, start, end + 1), answer.body());
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=500-0", "bytes=5000-10000", "bytes=2048-", "bytes=-0"})
    void a_range_that_cannot_be_is_a_416_that_tells_the_size(String range) {
      Digest digest = repository.pushBlob(bytes(2048));
      repository
          .get("/blobs/" + digest, "Range", range)
          .expectError(416, "SIZE_INVALID")
          .expectHeader("Content-Range", "bytes */2048");
    }

    @Test
    void several_ranges_and_other_units_are_answered_with_the_whole() {
      Digest digest = repository.pushBlob(bytes(2048));
      for (String range : new String[] {"bytes=0-1,5-6", "lines=1-2"}) {
        assertEquals(
            2048, repository.get("/blobs/" + digest, "Range", range).expect(200).body().length);
      }
    }

    @Test
    void a_range_of_another_version_is_answered_with_the_whole() {
      Digest digest = repository.pushBlob(bytes(2048));
      String path = "/blobs/" + digest;
      String tag = "\"" + digest + "\"";
      repository.get(path, "Range", "bytes=0-9", "If-Range", tag).expect(206);
      repository.get(path, "Range", "bytes=0-9", "If-Range", "\"other\"").expect(200);
      repository.get(path, "Range", "bytes=0-9", "If-Range", "W/" + tag).expect(200);
      repository
          .get(path, "Range", "bytes=0-9", "If-Range", "Sat, 21 Nov 2026 08:00:00 GMT")
          .expect(200);
    }
  }

  @Nested
  @DisplayName("Checking if content exists in the registry")
  final class CheckingContent {

    @Test
    void head_of_a_manifest_is_get_without_the_body() {
      repository.pushImage("v1", "layer");
      assertSameButBody("/manifests/v1");
      assertSameButBody("/manifests/none");
    }

    @Test
    void head_of_a_blob_is_get_without_the_body() {
      assertSameButBody("/blobs/" + repository.pushBlob(bytes(10)));
      assertSameButBody("/blobs/" + repository.pushBlob(bytes(2_000_000)));
      assertSameButBody("/blobs/" + repository.pushBlob(bytes(0)));
      assertSameButBody("/blobs/" + Repository.sha256("none".getBytes(UTF_8)));
    }

    @Test
    void head_of_lists_is_get_without_the_body() {
      repository.pushImage("v1", "layer");
      assertSameButBody("/tags/list");
      assertSameButBody("/referrers/" + Repository.sha256(bytes(3)));
    }

    private void assertSameButBody(String rest) {
      Answer get = repository.get(rest);
      Answer head = repository.head(rest).expect(get.status());
      assertEquals(0, head.body().length);
      for (String field :
          new String[] {
            "Content-Length",
            "Content-Type",
            "Docker-Content-Digest",
            "ETag",
            "Accept-Ranges",
            "Cache-Control"
          }) {
        assertEquals(get.header(field), head.header(field), field + " of " + rest);
      }
      assertFalse(get.header("Content-Length").isEmpty());
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
