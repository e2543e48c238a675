package io.entrepot.storage.maintenance;

import io.entrepot.storage.oci.Digest;
import java.time.Instant;

/**
 * A blob that was found broken.
 *
 * @param size in bytes
 * @param kind what is wrong with it, in a word, as a verification says it
 * @param why the same in a sentence, and who names it
 * @param setAside whether it is served no more, so that a push heals it
 */
public record ScrubFinding(
    Digest digest, long size, String kind, String why, boolean setAside, Instant foundAt) {}
