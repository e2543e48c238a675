package io.entrepot.auth.identity;

import java.time.Instant;

/** An access key, without its secret. */
public record AccessKey(String id, IdentityName owner, boolean active, Instant created) {}
