package io.entrepot.storage.backup;

/**
 * How far a backup is.
 *
 * @param phase what is being done, in a word or two
 * @param doneBytes bytes of blobs copied so far
 * @param totalBytes of all blobs; 0 while not known
 */
public record BackupProgress(String phase, long doneBytes, long totalBytes) {}
