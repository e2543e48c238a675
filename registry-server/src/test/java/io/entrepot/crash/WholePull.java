package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pulls images with all that they consist of, each content once, and hashes every byte. */
final class WholePull {
  private final RegistryClient client;
  private final String path;
  private final List<String> losses;
  private final Set<String> seen = new HashSet<>();

  /**
   * Pulls from one repository.
   *
   * @param losses takes what is not there, or is not whole
   */
  WholePull(RegistryClient client, String repository, List<String> losses) {
    this.client = client;
    this.path = "/v2/" + repository;
    this.losses = losses;
  }

  /** A manifest with its blobs, or an index with its manifests. */
  void manifest(String digest) throws IOException, InterruptedException {
    Optional<byte[]> document = content(path + "/manifests/" + digest, digest);
    if (document.isPresent()) {
      partsOf(document.get());
    }
  }

  /** All that this document names as its parts. */
  void partsOf(byte[] document) throws IOException, InterruptedException {
    List<String> blobs = Documents.blobs(document);
    List<String> children = Documents.children(document);
    if (blobs.isEmpty() && children.isEmpty()) {
      losses.add(path + " has a manifest that names nothing");
    }
    for (String blob : blobs) {
      blob(blob);
    }
    for (String child : children) {
      manifest(child);
    }
  }

  void blob(String digest) throws IOException, InterruptedException {
    content(path + "/blobs/" + digest, digest);
  }

  /** Empty when it was there before, or is not there. */
  private Optional<byte[]> content(String address, String digest)
      throws IOException, InterruptedException {
    if (!seen.add(address)) {
      return Optional.empty();
    }
    HttpResponse<byte[]> answer = client.get(address);
    if (answer.statusCode() != 200) {
      losses.add(address + " answers " + answer.statusCode());
      return Optional.empty();
    }
    if (!RegistryClient.digest(answer.body()).equals(digest)) {
      losses.add(address + " has other content");
      return Optional.empty();
    }
    return Optional.of(answer.body());
  }
}
