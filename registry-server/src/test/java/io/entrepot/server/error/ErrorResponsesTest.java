package io.entrepot.server.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.http.TestRequest;
import io.entrepot.server.http.TooManyBodiesException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.OciSyntaxException.Kind;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.oci.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the catalogue to the specification's table (Error codes) and each failure to its answer.
 */
final class ErrorResponsesTest {
  private static final String UPLOAD_PATH = "/v2/a/blobs/uploads/u";
  private static final TestRequest REQUEST = TestRequest.of(Method.PATCH, UPLOAD_PATH);
  private static final Digest DIGEST = Digest.of(DigestAlgorithm.SHA256, new byte[0]);
  private static final Digest HOLDER = Digest.of(DigestAlgorithm.SHA256, new byte[1]);
  private static final RepositoryKey REPOSITORY =
      new RepositoryKey(RegistryId.DEFAULT, new RepositoryName("a"));

  @Test
  void the_codes_are_those_of_the_specification_in_its_order() {
    assertEquals(
        List.of(
            "BLOB_UNKNOWN",
            "BLOB_UPLOAD_INVALID",
            "BLOB_UPLOAD_UNKNOWN",
            "DIGEST_INVALID",
            "MANIFEST_BLOB_UNKNOWN",
            "MANIFEST_INVALID",
            "MANIFEST_UNKNOWN",
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "SIZE_INVALID",
            "UNAUTHORIZED",
            "DENIED",
            "UNSUPPORTED",
            "TOOMANYREQUESTS"),
        Arrays.stream(OciError.values()).map(Enum::name).toList());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new StorageFailure.RepositoryUnknown(REPOSITORY), 404, "NAME_UNKNOWN"),
        arguments(new StorageFailure.RepositoryNotMade(REPOSITORY), 404, "NAME_UNKNOWN"),
        arguments(new StorageFailure.RepositoryExists(REPOSITORY), 403, "DENIED"),
        arguments(new StorageFailure.RepositoryNotEmpty(REPOSITORY), 403, "DENIED"),
        arguments(new StorageFailure.RepositoryKeepsExpired(REPOSITORY), 403, "DENIED"),
        arguments(new StorageFailure.BlobUnknown(DIGEST), 404, "BLOB_UNKNOWN"),
        arguments(new StorageFailure.ManifestUnknown(DIGEST), 404, "MANIFEST_UNKNOWN"),
        arguments(new StorageFailure.NotExpired(DIGEST), 404, "MANIFEST_UNKNOWN"),
        arguments(new StorageFailure.ExpiredMeanwhile(DIGEST), 503, "UNKNOWN"),
        arguments(new StorageFailure.TooManyToRestore(DIGEST, 9), 403, "DENIED"),
        arguments(
            new StorageFailure.ManifestBlobUnknown(List.of(DIGEST)), 400, "MANIFEST_BLOB_UNKNOWN"),
        arguments(new StorageFailure.ManifestBlobUnknown(List.of()), 400, "MANIFEST_BLOB_UNKNOWN"),
        arguments(new StorageFailure.ImageExists(DIGEST, Optional.of(new Tag("t"))), 403, "DENIED"),
        arguments(new StorageFailure.TagElsewhere(new Tag("t"), DIGEST), 403, "DENIED"),
        arguments(new StorageFailure.UploadUnknown("u"), 404, "BLOB_UPLOAD_UNKNOWN"),
        arguments(new StorageFailure.UploadOutOfOrder("u", 5), 416, "BLOB_UPLOAD_INVALID"),
        arguments(new StorageFailure.UploadBusy("u"), 503, "BLOB_UPLOAD_INVALID"),
        arguments(new StorageFailure.TooManyUploads(9), 429, "TOOMANYREQUESTS"),
        arguments(new StorageFailure.DigestMismatch(DIGEST, HOLDER), 400, "DIGEST_INVALID"),
        arguments(new StorageFailure.StillReferenced(DIGEST, List.of(HOLDER)), 405, "DENIED"),
        arguments(new StorageFailure.TooManyTags(DIGEST), 403, "DENIED"),
        arguments(new StorageFailure.TooManyResourceTags(50), 403, "DENIED"),
        arguments(new StorageFailure.LifecyclePolicyUnknown(REPOSITORY), 403, "DENIED"),
        arguments(new StorageFailure.RepositoryTooLarge(REPOSITORY, 9), 403, "DENIED"),
        arguments(new StorageFailure.ExclusionExists("p"), 403, "DENIED"),
        arguments(new StorageFailure.ExclusionUnknown("p"), 403, "DENIED"),
        arguments(new StorageFailure.TooManyExclusions(9), 403, "DENIED"),
        arguments(new StorageFailure.TemplateExists("p"), 403, "DENIED"),
        arguments(new StorageFailure.TemplateUnknown("p"), 403, "DENIED"),
        arguments(new StorageFailure.TagImmutable(new Tag("t")), 403, "DENIED"),
        arguments(new StorageFailure.OutOfSpace(), 507, "UNKNOWN"),
        arguments(new StorageFailure.WritesStopped(), 503, "UNKNOWN"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_of_the_store_has_its_status_and_code(
      StorageFailure failure, int status, String code) {
    Response response = respond(failure.exception());
    assertEquals(status, response.status());
    assertEquals("application/json", header(response, "Content-Type"));
    assertTrue(
        body(response).startsWith("{\"errors\":[{\"code\":\"" + code + "\""), body(response));
  }

  @Test
  void every_failure_of_the_store_is_in_the_table() {
    List<Class<?>> tested =
        failures().<Class<?>>map(row -> row.get()[0].getClass()).distinct().toList();
    assertEquals(List.of(StorageFailure.class.getPermittedSubclasses()).size(), tested.size());
  }

  static Stream<Arguments> exceptions() {
    return Stream.of(
        arguments(new OciSyntaxException(Kind.NAME, "m"), 400, "NAME_INVALID"),
        arguments(new OciSyntaxException(Kind.DIGEST, "m"), 400, "DIGEST_INVALID"),
        arguments(new OciSyntaxException(Kind.TAG, "m"), 400, "MANIFEST_INVALID"),
        arguments(new OciSyntaxException(Kind.MEDIA_TYPE, "m"), 400, "MANIFEST_INVALID"),
        arguments(new OciSyntaxException(Kind.MANIFEST, "m"), 400, "MANIFEST_INVALID"),
        arguments(new RefusedException(OciError.UNAUTHORIZED, "m"), 401, "UNAUTHORIZED"),
        arguments(new RefusedException(OciError.DENIED, "m"), 403, "DENIED"),
        arguments(new BodyTooLargeException(7), 413, "SIZE_INVALID"),
        arguments(new TooManyBodiesException(), 503, "UNKNOWN"),
        arguments(new BodyInterruptedException("m"), 408, "BLOB_UPLOAD_INVALID"),
        arguments(
            new UncheckedIOException(new BodyInterruptedException("m")),
            408,
            "BLOB_UPLOAD_INVALID"),
        arguments(new UncheckedIOException(new IOException("m")), 500, "UNKNOWN"),
        arguments(new IOException("m"), 500, "UNKNOWN"),
        arguments(new IllegalStateException("m"), 500, "UNKNOWN"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void another_failure_has_its_status_and_code(Exception failure, int status, String code) {
    Response response = respond(failure);
    assertEquals(status, response.status());
    assertTrue(body(response).contains("\"code\":\"" + code + "\""), body(response));
  }

  @Test
  void a_chunk_out_of_order_is_told_where_and_how_to_go_on() {
    Response response = respond(new StorageFailure.UploadOutOfOrder("u", 5).exception());
    assertEquals(UPLOAD_PATH, header(response, "Location"));
    assertEquals("0-4", header(response, "Range"));
    assertEquals("u", header(response, "Docker-Upload-UUID"));
  }

  @Test
  void a_refused_delete_names_what_holds_the_content() {
    Response response =
        respond(new StorageFailure.StillReferenced(DIGEST, List.of(HOLDER)).exception());
    assertTrue(body(response).contains(HOLDER.toString()), body(response));
    assertEquals("GET, HEAD", header(response, "Allow"));
  }

  @Test
  void each_missing_blob_is_an_error_of_its_own_up_to_a_limit() {
    List<Digest> missing =
        IntStream.rangeClosed(0, StorageErrors.MISSING_NAMED)
            .mapToObj(i -> Digest.of(DigestAlgorithm.SHA256, new byte[i]))
            .toList();
    String body = body(respond(new StorageFailure.ManifestBlobUnknown(missing).exception()));
    assertEquals(StorageErrors.MISSING_NAMED, body.split("MANIFEST_BLOB_UNKNOWN", -1).length - 1);
    assertTrue(body.contains("\"detail\":{\"digest\":\"" + missing.getFirst() + "\"}"), body);
  }

  @Test
  void who_should_try_again_is_told_when() {
    assertEquals(
        "1",
        header(respond(new StorageFailure.ExpiredMeanwhile(DIGEST).exception()), "Retry-After"));
    assertEquals(
        "60", header(respond(new StorageFailure.WritesStopped().exception()), "Retry-After"));
    assertEquals("5", header(respond(new TooManyBodiesException()), "Retry-After"));
    assertEquals(
        "1", header(respond(new StorageFailure.UploadBusy("u").exception()), "Retry-After"));
    assertEquals(
        "60", header(respond(new StorageFailure.TooManyUploads(9).exception()), "Retry-After"));
  }

  @Test
  void what_a_client_sent_is_escaped() {
    String body = body(respond(new RefusedException(OciError.NAME_INVALID, "a\"b\\c\u0001\n</")));
    assertEquals(
        "{\"errors\":[{\"code\":\"NAME_INVALID\",\"message\":\"a\\\"b\\\\c\\u0001\\n</\"}]}", body);
  }

  private static Response respond(Exception failure) {
    return new ErrorResponses().respond(REQUEST, failure);
  }

  private static String header(Response response, String name) {
    int at = response.headers().indexOf(name);
    return at < 0 ? "" : response.headers().get(at + 1);
  }

  private static String body(Response response) {
    return response.body() instanceof ResponseBody.InMemory memory
        ? new String(memory.bytes(), UTF_8)
        : "";
  }
}
