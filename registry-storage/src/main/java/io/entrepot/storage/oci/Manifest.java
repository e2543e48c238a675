package io.entrepot.storage.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed manifest. The bytes it came from are what is stored and served; this is only their
 * reading.
 */
public sealed interface Manifest {

  /** The type that the document declares, or that it was pushed as. */
  MediaType mediaType();

  /** The manifest that this one refers to (distribution specification, manifests with subject). */
  Optional<Descriptor> subject();

  /**
   * The type by which referrers are filtered: an image's own artifactType, else its configuration's
   * media type; an index's own or none.
   */
  Optional<String> artifactType();

  Map<String, String> annotations();

  /** An OCI image manifest or a Docker schema 2 manifest. */
  record Image(
      MediaType mediaType,
      Descriptor config,
      List<Descriptor> layers,
      Optional<Descriptor> subject,
      Optional<String> artifactType,
      Map<String, String> annotations)
      implements Manifest {
    public Image {
      layers = List.copyOf(layers);
      annotations = Map.copyOf(annotations);
    }
  }

  /** An OCI image index or a Docker manifest list; its children may be of any media type. */
  record Index(
      MediaType mediaType,
      List<Descriptor> manifests,
      Optional<Descriptor> subject,
      Optional<String> artifactType,
      Map<String, String> annotations)
      implements Manifest {
    public Index {
      manifests = List.copyOf(manifests);
      annotations = Map.copyOf(annotations);
    }
  }
}
