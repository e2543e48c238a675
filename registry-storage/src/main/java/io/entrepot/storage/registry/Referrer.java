package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Descriptor;
import java.util.Map;
import java.util.Optional;

/** A manifest that names another as its subject (distribution specification, listing referrers). */
public record Referrer(
    Descriptor descriptor, Optional<String> artifactType, Map<String, String> annotations) {
  public Referrer {
    annotations = Map.copyOf(annotations);
  }
}
