package io.entrepot.storage.metadata;

import java.time.Instant;
import java.util.Optional;

/**
 * A blob as a repository links it.
 *
 * @param reviewAt when it is to be reviewed whether the link may go; empty while a manifest of the
 *     repository names the blob
 */
public record LinkRow(BlobRow blob, Optional<Instant> reviewAt) {}
