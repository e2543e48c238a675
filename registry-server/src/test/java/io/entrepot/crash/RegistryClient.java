package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Plain requests to the server; an answer other than the expected one is an error of the test. */
final class RegistryClient {
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final String address;

  RegistryClient(String address) {
    this.address = address;
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Starts an upload and returns its location. */
  String startUpload(String repository) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        expect(202, request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
    return answer.headers().firstValue("Location").orElseThrow();
  }

  void patch(String location, long from, byte[] chunk) throws IOException, InterruptedException {
    expect(
        202,
        request(location)
            .header("Content-Type", "application/octet-stream")
            .header("Content-Range", from + "-" + (from + chunk.length - 1))
            .method("PATCH", BodyPublishers.ofByteArray(chunk)));
  }

  void finish(String location, byte[] rest, String digest)
      throws IOException, InterruptedException {
    String separator = location.contains("?") ? "&" : "?";
    expect(
        201,
        request(location + separator + "digest=" + digest)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(rest)));
  }

  void putManifest(String repository, String reference, byte[] content)
      throws IOException, InterruptedException {
    expect(
        201,
        request("/v2/" + repository + "/manifests/" + reference)
            .header("Content-Type", MANIFEST_TYPE)
            .PUT(BodyPublishers.ofByteArray(content)));
  }

  /** Mounts; 201 is the only answer when the source has the blob. */
  void mount(String repository, String digest, String source)
      throws IOException, InterruptedException {
    expect(
        201,
        request("/v2/" + repository + "/blobs/uploads/?mount=" + digest + "&from=" + source)
            .POST(BodyPublishers.noBody()));
  }

  void delete(String repository, String reference) throws IOException, InterruptedException {
    expect(202, request("/v2/" + repository + "/manifests/" + reference).DELETE());
  }

  static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address).resolve(path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<byte[]> expect(int status, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(request);
    if (answer.statusCode() != status) {
      throw new AssertionError(
          answer.request()
              + " answered "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), UTF_8));
    }
    return answer;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }
}
