package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import java.time.Instant;
import java.util.Optional;

/** What the row of a manifest is made of. */
public record NewManifest(
    long repository,
    Digest digest,
    MediaType mediaType,
    Optional<String> artifactType,
    Optional<Digest> subject,
    byte[] content,
    Instant pushedAt) {}
