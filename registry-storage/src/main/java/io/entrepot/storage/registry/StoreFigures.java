package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.DatabaseFigures;

/** What the store has done since it was opened, and how it stands. */
public record StoreFigures(
    DatabaseFigures database, CacheFigures manifestCache, CacheFigures layerCache) {}
