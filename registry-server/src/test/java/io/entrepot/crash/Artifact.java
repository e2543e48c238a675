package io.entrepot.crash;

import java.util.List;

/**
 * Something to push.
 *
 * @param document its manifest or index
 * @param blobs what a manifest names
 * @param children what an index names
 */
record Artifact(byte[] document, List<byte[]> blobs, List<Artifact> children) {
  Artifact {
    blobs = List.copyOf(blobs);
    children = List.copyOf(children);
  }

  String digest() {
    return RegistryClient.digest(document);
  }
}
