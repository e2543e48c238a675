package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Push: blobs")
final class PushBlobTest {
  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  private final Repository repository = REGISTRY.repository();
  private final byte[] content = bytes(200_000);
  private final Digest digest = Repository.sha256(content);

  @Nested
  @DisplayName("Pushing a blob monolithically")
  final class Monolithically {

    @Test
    void a_post_starts_a_session_with_a_relative_location_that_holds_its_uuid() {
      Answer answer = repository.http().call("POST", repository.path("/blobs/uploads/"));
      answer.expect(202).expectHeader("Range", "0-0");
      String id = answer.header("Docker-Upload-UUID");
      assertEquals(36, id.length());
      assertEquals(repository.path("/blobs/uploads/" + id), answer.header("Location"));
    }

    @Test
    void a_put_with_the_bytes_ends_it() {
      Answer answer = repository.pushBlob(content, digest).expect(201);
      answer.expectHeader("Location", repository.path("/blobs/" + digest));
      answer.expectHeader("Docker-Content-Digest", digest.toString());
      assertArrayEquals(content, repository.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void a_put_may_come_in_chunks_of_unknown_number() {
      repository
          .http()
          .callChunked("PUT", repository.startUpload() + "?digest=" + digest, content)
          .expect(201);
      assertArrayEquals(content, repository.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void a_single_post_stores_the_blob() {
      Answer answer =
          repository
              .http()
              .call("POST", repository.path("/blobs/uploads/?digest=" + digest), content)
              .expect(201);
      answer.expectHeader("Location", repository.path("/blobs/" + digest));
      answer.expectHeader("Docker-Content-Digest", digest.toString());
      assertArrayEquals(content, repository.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void the_path_may_lack_its_last_slash() {
      repository.http().call("POST", repository.path("/blobs/uploads")).expect(202);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void every_algorithm_works_whether_announced_or_not(DigestAlgorithm algorithm) {
      Digest expected = Digest.of(algorithm, content);
      repository.pushBlob(content, expected).expect(201);
      String announced =
          repository
              .http()
              .call(
                  "POST", repository.path("/blobs/uploads/?digest-algorithm=" + algorithm.label()))
              .expect(202)
              .header("Location");
      Repository other = REGISTRY.repository();
      repository.http().call("PUT", announced + "?digest=" + expected, content).expect(201);
      other
          .http()
          .call("POST", other.path("/blobs/uploads/?digest=" + expected), content)
          .expect(201);
      assertArrayEquals(content, other.get("/blobs/" + expected).expect(200).body());
    }

    @Test
    void an_empty_blob_is_a_blob() {
      Digest empty = Repository.sha256(new byte[0]);
      repository.pushBlob(new byte[0], empty).expect(201);
      repository.get("/blobs/" + empty).expect(200).expectHeader("Content-Length", "0");
    }

    @Test
    void the_same_blob_may_be_pushed_again_and_at_the_same_time() {
      String first = repository.startUpload();
      String second = repository.startUpload();
      repository.http().call("PUT", first + "?digest=" + digest, content).expect(201);
      repository.http().call("PUT", second + "?digest=" + digest, content).expect(201);
    }
  }

  @Nested
  @DisplayName("Pushing a blob in chunks")
  final class InChunks {

    @Test
    void chunks_in_order_make_a_blob() {
      String location = repository.startUpload();
      location = patch(location, 0, 50_000);
      location = patch(location, 50_000, 120_000);
      location = patch(location, 120_000, 200_000);
      repository.http().call("PUT", location + "?digest=" + digest).expect(201);
      assertArrayEquals(content, repository.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void the_last_chunk_may_come_with_the_put() {
      String location = patch(repository.startUpload(), 0, 150_000);
      repository
          .http()
          .call(
              "PUT",
              location + "?digest=" + digest,
              Arrays.copyOfRange(content, 150_000, 200_000),
              "Content-Range",
              "150000-199999")
          .expect(201);
    }

    @Test
    void a_stream_needs_no_ranges() {
      String location = repository.startUpload();
      Answer answer = repository.http().callChunked("PATCH", location, content).expect(202);
      answer.expectHeader("Range", "0-199999");
      repository.http().call("PUT", answer.header("Location") + "?digest=" + digest).expect(201);
    }

    @Test
    void a_chunk_out_of_order_is_a_416_that_tells_how_to_go_on() {
      String location = patch(repository.startUpload(), 0, 50_000);
      for (String range : new String[] {"60000-60009", "0-9", "49999-50008"}) {
        Answer answer =
            repository.http().call("PATCH", location, new byte[10], "Content-Range", range);
        answer.expectError(416, "BLOB_UPLOAD_INVALID");
        answer.expectHeader("Location", location).expectHeader("Range", "0-49999");
        assertTrue(location.endsWith(answer.header("Docker-Upload-UUID")));
      }
      patch(location, 50_000, 60_000);
    }

    @Test
    void a_last_chunk_out_of_order_is_a_416_and_the_upload_goes_on() {
      String location = patch(repository.startUpload(), 0, 50_000);
      repository
          .http()
          .call("PUT", location + "?digest=" + digest, new byte[10], "Content-Range", "60000-60009")
          .expectError(416, "BLOB_UPLOAD_INVALID");
      patch(location, 50_000, 200_000);
      repository.http().call("PUT", location + "?digest=" + digest).expect(201);
    }

    @Test
    void the_first_chunk_begins_with_0() {
      repository
          .http()
          .call("PATCH", repository.startUpload(), new byte[10], "Content-Range", "1-10")
          .expect(416);
    }

    @Test
    void a_get_tells_where_the_upload_stands() {
      String location = repository.startUpload();
      repository
          .http()
          .call("GET", location)
          .expect(204)
          .expectHeader("Location", location)
          .expectHeader("Range", "0-0");
      patch(location, 0, 50_000);
      repository.http().call("GET", location).expect(204).expectHeader("Range", "0-49999");
    }

    private String patch(String location, int from, int to) {
      Answer answer =
          repository
              .http()
              .call(
                  "PATCH",
                  location,
                  Arrays.copyOfRange(content, from, to),
                  "Content-Range",
                  from + "-" + (to - 1));
      return answer.expect(202).expectHeader("Range", "0-" + (to - 1)).header("Location");
    }
  }

  @Nested
  @DisplayName("Cancel a blob upload")
  final class Cancel {

    @Test
    void a_cancelled_upload_is_gone() {
      String location = repository.startUpload();
      repository.http().call("PATCH", location, content).expect(202);
      repository.http().call("DELETE", location).expect(204);
      repository.http().call("GET", location).expectError(404, "BLOB_UPLOAD_UNKNOWN");
      repository.http().call("DELETE", location).expectError(404, "BLOB_UPLOAD_UNKNOWN");
      repository
          .http()
          .call("PUT", location + "?digest=" + digest)
          .expectError(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void an_upload_belongs_to_its_repository() {
      String location = repository.startUpload();
      Repository other = REGISTRY.repository();
      other.startUpload();
      String id = location.substring(location.lastIndexOf('/') + 1);
      other.get("/blobs/uploads/" + id).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00000000-0000-0000-0000-000000000000", "..", "%00"})
    void an_id_of_no_upload_is_not_found(String id) {
      repository.startUpload();
      Answer answer = repository.get("/blobs/uploads/" + id);
      answer.expectError(404, "BLOB_UPLOAD_UNKNOWN");
    }
  }

  @Nested
  @DisplayName("Mounting a blob from another repository")
  final class Mounting {
    private final Repository target = REGISTRY.repository();

    @Test
    void a_blob_is_mounted_from_the_repository_that_is_named() {
      repository.pushBlob(content);
      mount("?mount=" + digest + "&from=" + repository.name())
          .expect(201)
          .expectHeader("Location", target.path("/blobs/" + digest))
          .expectHeader("Docker-Content-Digest", digest.toString());
      assertArrayEquals(content, target.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void a_blob_is_mounted_from_any_repository_when_none_is_named() {
      repository.pushBlob(content);
      mount("?mount=" + digest).expect(201);
      assertArrayEquals(content, target.get("/blobs/" + digest).expect(200).body());
    }

    @Test
    void what_cannot_be_mounted_starts_an_upload() {
      Digest unknown = Repository.sha256("nobody has this".getBytes(UTF_8));
      repository.pushBlob(content);
      String[] queries = {
        "?mount=" + unknown + "&from=" + repository.name(),
        "?mount=" + unknown,
        "?mount=" + digest + "&from=contract/no-such-repository",
      };
      for (String query : queries) {
        Answer answer = mount(query).expect(202);
        assertTrue(answer.header("Location").startsWith(target.path("/blobs/uploads/")));
        target.http().call("DELETE", answer.header("Location")).expect(204);
      }
    }

    @Test
    void a_mount_survives_the_delete_of_its_source() {
      repository.pushBlob(content);
      mount("?mount=" + digest + "&from=" + repository.name()).expect(201);
      repository.delete("/blobs/" + digest).expect(202);
      assertArrayEquals(content, target.get("/blobs/" + digest).expect(200).body());
    }

    private Answer mount(String query) {
      return target.http().call("POST", target.path("/blobs/uploads/" + query));
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
