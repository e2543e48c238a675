package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.DatabaseFigures;

/**
 * What the store has done since it was opened, and how it stands.
 *
 * @param activeUploads uploads that a request is at work on
 * @param idleUploads uploads that wait for their next request with their file open
 */
public record StoreFigures(
    DatabaseFigures database,
    int activeUploads,
    int idleUploads,
    CacheFigures manifestCache,
    CacheFigures layerCache) {}
