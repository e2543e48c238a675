package io.entrepot.storage.metadata;

/**
 * What the database has done since it was opened, and how it stands.
 *
 * @param writes works that were made durable
 * @param commits the commits that they shared
 * @param reads works that only read
 * @param queuedWrites works that wait for the writing thread
 * @param queuedReads works that wait for a reading thread
 * @param logBytes size of the write-ahead log at its last checkpoint
 */
public record DatabaseFigures(
    long writes, long commits, long reads, int queuedWrites, int queuedReads, long logBytes) {}
