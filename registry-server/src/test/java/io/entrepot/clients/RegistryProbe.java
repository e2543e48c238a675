package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Looks at a registry with plain requests, to see what a client left there. */
final class RegistryProbe {
  private static final String MANIFEST_TYPES =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json,"
          + " application/vnd.docker.distribution.manifest.v2+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final Optional<Credentials> credentials;

  RegistryProbe(String address) {
    this(address, Optional.empty());
  }

  RegistryProbe(String address, Optional<Credentials> credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /** Whether it answers at all. */
  boolean serves() {
    try {
      return send(request("GET", "/v2/")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /** The digest of a manifest's bytes, after checking that the registry names the same one. */
  String digest(String repository, String reference) {
    HttpResponse<byte[]> response = get("/v2/" + repository + "/manifests/" + reference);
    String digest = Sha256.digest(response.body());
    String named = response.headers().firstValue("Docker-Content-Digest").orElse("none");
    if (!digest.equals(named)) {
      throw new AssertionError("the registry says " + named + " for bytes of " + digest);
    }
    return digest;
  }

  JsonNode manifest(String repository, String reference) {
    return json("/v2/" + repository + "/manifests/" + reference);
  }

  /** Whether a manifest is there: 200 or 404, nothing else. */
  boolean has(String repository, String reference) {
    int status =
        send(request("HEAD", "/v2/" + repository + "/manifests/" + reference)).statusCode();
    if (status != 200 && status != 404) {
      throw new AssertionError("HEAD answered " + status);
    }
    return status == 200;
  }

  /** All digests that a manifest names, down to the layers, each blob read and checked. */
  SortedSet<String> closure(String repository, String digest) {
    SortedSet<String> found = new TreeSet<>(List.of(digest(repository, digest)));
    JsonNode manifest = manifest(repository, digest);
    for (JsonNode child : manifest.path("manifests")) {
      found.addAll(closure(repository, child.required("digest").asString()));
    }
    for (JsonNode blob : blobs(manifest)) {
      String named = blob.required("digest").asString();
      String real = Sha256.digest(get("/v2/" + repository + "/blobs/" + named).body());
      if (!real.equals(named)) {
        throw new AssertionError("blob " + named + " has the digest " + real);
      }
      found.add(named);
    }
    return found;
  }

  List<String> tags(String repository) {
    List<String> tags = new ArrayList<>();
    json("/v2/" + repository + "/tags/list").required("tags").forEach(t -> tags.add(t.asString()));
    return tags;
  }

  /** The digests of what refers to a manifest. */
  List<String> referrers(String repository, String digest) {
    List<String> digests = new ArrayList<>();
    json("/v2/" + repository + "/referrers/" + digest)
        .required("manifests")
        .forEach(entry -> digests.add(entry.required("digest").asString()));
    return digests;
  }

  /** Pushes a layout, children before their index: what one client left for another to pull. */
  void push(String repository, String tag, OciLayout layout) {
    pushManifest(repository, tag, layout, layout.digest());
  }

  private void pushManifest(String repository, String reference, OciLayout layout, String digest) {
    JsonNode manifest = OciLayout.JSON.readTree(layout.blob(digest));
    for (JsonNode child : manifest.path("manifests")) {
      String childDigest = child.required("digest").asString();
      pushManifest(repository, childDigest, layout, childDigest);
    }
    for (JsonNode blob : blobs(manifest)) {
      String named = blob.required("digest").asString();
      String path = "/v2/" + repository + "/blobs/uploads/";
      HttpResponse<byte[]> started = send(request("POST", path), 202);
      String location = started.headers().firstValue("Location").orElseThrow();
      String query = (location.contains("?") ? "&" : "?") + "digest=" + named;
      send(put(location + query, "application/octet-stream", layout.blob(named)), 201);
    }
    String path = "/v2/" + repository + "/manifests/" + reference;
    send(put(path, manifest.required("mediaType").asString(), layout.blob(digest)), 201);
  }

  private static List<JsonNode> blobs(JsonNode manifest) {
    List<JsonNode> blobs = new ArrayList<>();
    manifest.path("layers").forEach(blobs::add);
    if (manifest.has("config")) {
      blobs.add(manifest.required("config"));
    }
    return blobs;
  }

  private JsonNode json(String path) {
    return OciLayout.JSON.readTree(get(path).body());
  }

  private HttpResponse<byte[]> get(String path) {
    return send(request("GET", path), 200);
  }

  private HttpResponse<byte[]> send(HttpRequest request, int expected) {
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != expected) {
      String body = new String(response.body(), UTF_8);
      throw new AssertionError(request + " answered " + response.statusCode() + ": " + body);
    }
    return response;
  }

  private HttpRequest request(String method, String path) {
    return to(path).method(method, BodyPublishers.noBody()).build();
  }

  private HttpRequest put(String path, String mediaType, byte[] body) {
    return to(path).header("Content-Type", mediaType).PUT(BodyPublishers.ofByteArray(body)).build();
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + address).resolve(path))
            .header("Accept", MANIFEST_TYPES)
            .timeout(Duration.ofMinutes(1));
    credentials.ifPresent(known -> request.header("Authorization", known.basic()));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at " + request, e);
    }
  }
}
