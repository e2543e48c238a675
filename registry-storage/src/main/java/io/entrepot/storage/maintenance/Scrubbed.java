package io.entrepot.storage.maintenance;

/**
 * A blob that was looked at.
 *
 * @param id the place to go on after
 * @param bytes its size
 * @param broken whether something is wrong with it
 * @param setAside whether it is served no more for that
 */
public record Scrubbed(long id, long bytes, boolean broken, boolean setAside) {}
