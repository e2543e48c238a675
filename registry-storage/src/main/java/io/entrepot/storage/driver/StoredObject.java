package io.entrepot.storage.driver;

/**
 * An object that a driver lists.
 *
 * @param size in bytes, at some moment of the listing
 */
public record StoredObject(StorageKey key, long size) {}
