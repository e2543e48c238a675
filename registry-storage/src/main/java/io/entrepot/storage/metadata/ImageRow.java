package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import java.time.Instant;
import java.util.Optional;

/** What is known of a manifest without its content. */
public record ImageRow(
    long id,
    Digest digest,
    MediaType mediaType,
    Optional<String> artifactType,
    Optional<Digest> subject,
    Instant pushedAt) {}
