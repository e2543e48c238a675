package io.entrepot.storage.verify;

import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Manifest;
import java.util.ArrayList;
import java.util.List;

/** All that a manifest names, in the order in which its references are recorded. */
final class NamedDescriptors {
  private NamedDescriptors() {}

  static List<Descriptor> of(Manifest manifest) {
    List<Descriptor> named = new ArrayList<>();
    switch (manifest) {
      case Manifest.Image image -> {
        named.add(image.config());
        named.addAll(image.layers());
      }
      case Manifest.Index index -> named.addAll(index.manifests());
    }
    manifest.subject().ifPresent(named::add);
    return named;
  }
}
