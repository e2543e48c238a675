package io.entrepot.auth.identity;

import java.time.Instant;

/**
 * When and for what an access key was used last.
 *
 * @param service such as {@code ecr}
 */
public record KeyUse(Instant time, String service, String region) {}
