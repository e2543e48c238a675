package io.entrepot.storage.maintenance;

/**
 * What a review came to.
 *
 * @param rows that were looked at; fewer than asked for when no others are due
 * @param links that were taken from their repositories
 * @param blobs that are no more; of those with a file that is still to be deleted
 */
public record Reviewed(int rows, int links, int blobs) {}
