package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("API")
final class ErrorsTest {
  private static final String HASH =
      "0000000000000000000000000000000000000000000000000000000000000000";

  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  @Nested
  @DisplayName("Determining Support")
  final class DeterminingSupport {
    @Test
    void the_base_path_says_that_this_is_a_registry() {
      for (String path : new String[] {"/v2/", "/v2"}) {
        REGISTRY
            .http()
            .call("GET", path)
            .expect(200)
            .expectHeader("Docker-Distribution-API-Version", "registry/2.0");
      }
      REGISTRY.http().call("HEAD", "/v2/").expect(200);
    }
  }

  @Nested
  @DisplayName("Error Codes")
  final class ErrorCodes {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "POST  | /v2/ | GET, HEAD",
          "POST  | /v2/a/manifests/x | GET, HEAD, PUT, DELETE",
          "PUT   | /v2/a/tags/list | GET, HEAD",
          "GET   | /v2/a/blobs/uploads/ | POST",
          "PATCH | /v2/a/blobs/sha256:x | GET, HEAD, DELETE",
          "POST  | /v2/_catalog | GET, HEAD",
        })
    void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) {
      REGISTRY
          .http()
          .call(method, path)
          .expectError(405, "UNSUPPORTED")
          .expectHeader("Allow", allowed);
    }

    @Test
    void a_path_of_no_endpoint_is_not_found() {
      for (String path : new String[] {"/v1", "/v1/", "/v2/a", "/v2/a/nothing/b", "/metrics"}) {
        REGISTRY.http().call("GET", path).expectError(404, "UNSUPPORTED");
      }
    }

    @Test
    void every_error_carries_the_request_id_as_a_header() {
      assertFalse(REGISTRY.http().call("GET", "/v2/a/tags/list").header("X-Request-Id").isEmpty());
    }
  }

  @Nested
  @DisplayName("Bad input leaves nothing behind")
  final class BadInput {
    private final Repository repository = REGISTRY.repository();

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "GET  | /v2/UPPER/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/a..b/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/-a/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/a%2Fb/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/a//b/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/../../etc/passwd/manifests/x | 400 | NAME_INVALID",
          "GET  | /v2/a/../b/tags/list | 400 | NAME_INVALID",
          "GET  | /v2/%2e%2e/tags/list | 400 | NAME_INVALID",
          "GET  | /v2/a;b/tags/list | 400 | NAME_INVALID",
          "POST | /v2/UPPER/blobs/uploads/ | 400 | NAME_INVALID",
          "POST | /v2/a/../b/blobs/uploads/ | 400 | NAME_INVALID",
          "POST | /v2/a%00/blobs/uploads/ | 400 | NAME_INVALID",
          "GET  | /v2/a/manifests/.x | 400 | MANIFEST_INVALID",
          "GET  | /v2/a/manifests/sha256:xyz | 400 | DIGEST_INVALID",
          "GET  | /v2/a/blobs/sha256:" + HASH + "0 | 400 | DIGEST_INVALID",
          "GET  | /v2/a/blobs/SHA256:" + HASH + " | 400 | DIGEST_INVALID",
          "GET  | /v2/a/blobs/sha256:ABCDEF | 400 | DIGEST_INVALID",
          "GET  | /v2/a/blobs/md5:d41d8cd98f00b204e9800998ecf8427e | 400 | DIGEST_INVALID",
          "GET  | /v2/a/blobs/latest | 400 | DIGEST_INVALID",
          "POST | /v2/a/blobs/uploads/?digest=sha256:x | 400 | DIGEST_INVALID",
          "POST | /v2/a/blobs/uploads/?digest-algorithm=md5 | 400 | DIGEST_INVALID",
          "POST | /v2/a/blobs/uploads/?mount=x | 400 | DIGEST_INVALID",
          "POST | /v2/a/blobs/uploads/?mount=sha256:" + HASH + "&from=../b | 400 | NAME_INVALID",
        })
    void a_bad_target_is_refused(String method, String target, int status, String code) {
      List<String> before = state();
      REGISTRY.http().call(method, target).expectError(status, code);
      assertEquals(before, state());
    }

    @Test
    void a_name_of_255_characters_is_taken_and_one_more_is_not() {
      String longest = "n/" + "a".repeat(253);
      REGISTRY.repository(longest).blob("x");
      REGISTRY
          .http()
          .call("POST", "/v2/" + longest + "a/blobs/uploads/")
          .expectError(400, "NAME_INVALID");
    }

    @Test
    void names_of_the_paths_own_words_work() {
      for (String name :
          new String[] {
            "blobs", "manifests", "tags/list", "blobs/uploads", "v2", "uploads/manifests/tags"
          }) {
        Repository odd = REGISTRY.repository(name);
        odd.pushImage("manifests", "layer");
        odd.get("/manifests/manifests").expect(200);
        assertEquals(List.of("manifests"), odd.get("/tags/list").expect(200).texts("tags"));
      }
    }

    static Stream<UnaryOperator<Documents>> spoilers() {
      return Stream.of(
          d -> d.with("\"schemaVersion\":2"),
          d -> d.with("\"manifests\":[]"),
          d -> d.with("\"deep\":" + "[".repeat(10_000) + "]".repeat(10_000)),
          d -> new Documents(Documents.OCI_INDEX, d.text()),
          d -> new Documents("not a type", d.text()),
          d -> new Documents(d.mediaType(), d.text().replace("sha256:", "SHA256:")),
          d -> new Documents(d.mediaType(), d.text().replace("\"size\":2", "\"size\":-2")),
          d -> new Documents(d.mediaType(), d.text() + "{}"),
          d -> new Documents(d.mediaType(), "[]"),
          d -> new Documents(d.mediaType(), "{"),
          d -> new Documents(d.mediaType(), ""));
    }

    @ParameterizedTest
    @MethodSource("spoilers")
    void a_bad_manifest_is_refused(UnaryOperator<Documents> spoiler) {
      Documents good = Documents.image(repository.blob("{}"), repository.blob("layer"));
      List<String> before = state();
      repository.pushManifest("v1", spoiler.apply(good)).expectError(400, "MANIFEST_INVALID");
      repository.get("/manifests/v1").expect(404);
      assertEquals(before, state());
    }

    @Test
    void a_blob_that_does_not_match_its_digest_is_refused() {
      String digest = Repository.sha256(new byte[] {1}).toString();
      List<String> before = state();
      String location = repository.startUpload();
      repository
          .http()
          .call("PUT", location + "?digest=" + digest, new byte[100_000])
          .expectError(400, "DIGEST_INVALID");
      repository
          .http()
          .call("POST", repository.path("/blobs/uploads/?digest=" + digest), new byte[100_000])
          .expectError(400, "DIGEST_INVALID");
      assertEquals(before, state());
      repository.get("/blobs/" + digest).expect(404);
      repository.http().call("GET", location).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void a_chunk_whose_range_is_not_its_length_is_refused() {
      String location = repository.startUpload();
      for (String range : new String[] {"0-4", "0-20"}) {
        repository
            .http()
            .call("PATCH", location, new byte[10], "Content-Range", range)
            .expectError(400, "SIZE_INVALID");
      }
      for (String range : new String[] {"bytes 0-9/10", "x-y", "0"}) {
        repository
            .http()
            .call("PATCH", location, new byte[10], "Content-Range", range)
            .expectError(400, "BLOB_UPLOAD_INVALID");
      }
      repository
          .http()
          .call("PATCH", location, new byte[10], "Content-Range", "9-0")
          .expectError(416, "BLOB_UPLOAD_INVALID");
      repository.http().call("GET", location).expect(204).expectHeader("Range", "0-0");
      repository.http().call("PATCH", location, new byte[10], "Content-Range", "0-9").expect(202);
    }

    @Test
    void an_upload_is_not_ended_without_a_digest() {
      String location = repository.startUpload();
      repository.http().call("PUT", location).expectError(400, "DIGEST_INVALID");
      repository.http().call("GET", location).expect(204);
    }

    @Test
    void a_manifest_shorter_than_its_content_length_is_not_stored() throws IOException {
      Documents image = Documents.image(repository.blob("{}"), repository.blob("layer"));
      List<String> before = state();
      repository
          .http()
          .raw(
              "PUT "
                  + repository.path("/manifests/v1")
                  + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
                  + image.text());
      assertEquals(before, state());
      repository.get("/manifests/v1").expectError(404, "MANIFEST_UNKNOWN");
    }

    @Test
    void a_content_length_over_the_manifests_limit_is_refused_before_it_comes() throws IOException {
      String answer =
          repository
              .http()
              .headOfAnswerTo(
                  "PUT "
                      + repository.path("/manifests/v1")
                      + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n{}");
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }

    /** Every file that holds bytes, and every repository. */
    private List<String> state() {
      return Stream.concat(
              REGISTRY.files().stream(),
              REGISTRY.http().call("GET", "/v2/_catalog").texts("repositories").stream())
          .toList();
    }
  }
}
