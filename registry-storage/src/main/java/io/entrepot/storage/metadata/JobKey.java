package io.entrepot.storage.metadata;

/**
 * What a job is known by.
 *
 * @param subject what it is about; empty for the one of its kind that runs by itself
 */
public record JobKey(String kind, String subject) {}
