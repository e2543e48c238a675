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
import java.util.Optional;

/** Plain requests to the server; an answer other than the expected one is an error of the test. */
final class RegistryClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final String address;
  private final Optional<String> authorization;

  /** A client that does not say who it is. */
  RegistryClient(String address) {
    this(address, Optional.empty());
  }

  /**
   * A client that sends these credentials.
   *
   * @param authorization the value of the header field
   */
  RegistryClient(String address, Optional<String> authorization) {
    this.address = address;
    this.authorization = authorization;
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a request without a body, whatever it is answered. */
  HttpResponse<byte[]> send(String method, String path) throws IOException, InterruptedException {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  /** Sends a request, whatever it is answered. */
  HttpResponse<byte[]> send(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  /** Asks for an operation of administration, whatever it is answered. */
  HttpResponse<byte[]> administer(String service, String operation, String input)
      throws IOException, InterruptedException {
    String path = "/entrepot/v1/" + service + "/" + operation;
    return send("POST", path, "application/json", input.getBytes(UTF_8));
  }

  /** Asks for an operation of administration, and returns its output. */
  byte[] operate(String service, String operation, String input)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = administer(service, operation, input);
    if (answer.statusCode() != 200) {
      throw DockerPush.unexpected(answer);
    }
    return answer.body();
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
            .header("Content-Type", Documents.IMAGE)
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address).resolve(path)).timeout(Duration.ofSeconds(30));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
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
