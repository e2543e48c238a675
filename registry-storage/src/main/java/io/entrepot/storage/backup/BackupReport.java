package io.entrepot.storage.backup;

/**
 * What a backup holds.
 *
 * @param manifests of all repositories
 * @param files blobs that were copied as files
 * @param fileBytes their size
 * @param damaged blobs that were broken in the store and are missing from the copy
 */
public record BackupReport(long manifests, long tags, long files, long fileBytes, long damaged) {}
