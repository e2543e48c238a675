package io.entrepot.storage.maintenance;

import java.time.Instant;
import java.util.Optional;

/**
 * How much garbage there is, and how much there was.
 *
 * @param links links that wait for their review
 * @param blobs blobs that nothing links and that wait for theirs
 * @param files files that are to be deleted
 * @param fileBytes what these take, in bytes
 * @param oldest when the first of them was or is to be reviewed
 * @param expired images that expired and can be brought back
 * @param nextExpired when the first of these was or is to be deleted
 * @param held whether a backup keeps files from being deleted
 * @param collectedLinks links that were collected since the store was made
 * @param collectedBlobs the same of blobs
 * @param collectedBytes what these took, in bytes
 */
public record GarbageFigures(
    long links,
    long blobs,
    long files,
    long fileBytes,
    Optional<Instant> oldest,
    long expired,
    Optional<Instant> nextExpired,
    boolean held,
    long collectedLinks,
    long collectedBlobs,
    long collectedBytes) {}
