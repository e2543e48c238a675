package io.entrepot.auth.identity;

import java.time.Instant;

/**
 * A version of a managed policy.
 *
 * @param id {@code v1} and so on; a number is never given twice
 * @param document as its text was set
 * @param isDefault whether it is the one that counts
 */
public record PolicyVersion(String id, String document, boolean isDefault, Instant created) {}
