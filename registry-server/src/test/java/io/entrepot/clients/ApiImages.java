package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.InitiateLayerUploadResponse;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import tools.jackson.databind.JsonNode;

/** Pushes and pulls images by ECR's API alone, with AWS's SDK, as tools do that speak no OCI. */
record ApiImages(EcrClient ecr) {
  /** A client of the server at HOST:PORT with this access key, which tries nothing twice. */
  static EcrClient client(String address, Credentials key) {
    return EcrClient.builder()
        .endpointOverride(URI.create("http://" + address))
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.user(), key.password())))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            settings -> settings.retryStrategy(retries -> retries.maxAttempts(1)))
        .build();
  }

  /** Brings what the layout holds, an index's images before it; its digest. */
  String push(String repository, OciLayout layout, String tag) {
    JsonNode manifest = OciLayout.JSON.readTree(layout.blob(layout.digest()));
    for (JsonNode child : manifest.path("manifests")) {
      putImage(repository, layout, child.required("digest").asString(), "");
    }
    return putImage(repository, layout, layout.digest(), tag);
  }

  private String putImage(String repository, OciLayout layout, String digest, String tag) {
    byte[] content = layout.blob(digest);
    JsonNode manifest = OciLayout.JSON.readTree(content);
    blobs(manifest).forEach(blob -> pushLayer(repository, layout.blob(blob)));
    return ecr.putImage(request ->
            request
                .repositoryName(repository)
                .imageManifest(new String(content, UTF_8))
                .imageManifestMediaType(manifest.required("mediaType").asString())
                .imageDigest(digest)
                .imageTag(tag.isEmpty() ? null : tag))
        .image()
        .imageId()
        .imageDigest();
  }

  /** Uploads a layer in parts of the size that the server names, unless it is there. */
  void pushLayer(String repository, byte[] layer) {
    String digest = Sha256.digest(layer);
    if (isThere(repository, digest)) {
      return;
    }
    InitiateLayerUploadResponse begun =
        ecr.initiateLayerUpload(request -> request.repositoryName(repository));
    int step = Math.toIntExact(begun.partSize());
    for (int from = 0; from < layer.length; from += step) {
      int first = from;
      int end = Math.min(layer.length, from + step);
      ecr.uploadLayerPart(request ->
          request
              .repositoryName(repository)
              .uploadId(begun.uploadId())
              .partFirstByte((long) first)
              .partLastByte((long) end - 1)
              .layerPartBlob(SdkBytes.fromByteArray(Arrays.copyOfRange(layer, first, end))));
    }
    ecr.completeLayerUpload(request ->
        request.repositoryName(repository).uploadId(begun.uploadId()).layerDigests(digest));
  }

  private boolean isThere(String repository, String digest) {
    return ecr
        .batchCheckLayerAvailability(
            request -> request.repositoryName(repository).layerDigests(digest))
        .layers()
        .stream()
        .anyMatch(layer -> layer.layerAvailability() == LayerAvailability.AVAILABLE);
  }

  /** All digests of an image that a tag names, each blob fetched and checked. */
  SortedSet<String> pull(String repository, String tag) {
    Image image =
        ecr.batchGetImage(request -> request.repositoryName(repository).imageIds(tagged(tag)))
            .images()
            .getFirst();
    byte[] content = image.imageManifest().getBytes(UTF_8);
    SortedSet<String> found = new TreeSet<>(List.of(Sha256.digest(content)));
    for (String digest : blobs(OciLayout.JSON.readTree(content))) {
      byte[] blob = layer(repository, digest);
      if (!Sha256.digest(blob).equals(digest)) {
        throw new AssertionError(digest + " is " + Sha256.digest(blob));
      }
      found.add(digest);
    }
    return found;
  }

  static ImageIdentifier tagged(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  static ImageIdentifier digested(String digest) {
    return ImageIdentifier.builder().imageDigest(digest).build();
  }

  byte[] layer(String repository, String digest) {
    String url =
        ecr.getDownloadUrlForLayer(
                request -> request.repositoryName(repository).layerDigest(digest))
            .downloadUrl();
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> blobs(JsonNode manifest) {
    List<String> digests = new ArrayList<>();
    manifest.path("layers").forEach(layer -> digests.add(layer.required("digest").asString()));
    if (manifest.has("config")) {
      digests.add(manifest.required("config").required("digest").asString());
    }
    return digests;
  }
}
