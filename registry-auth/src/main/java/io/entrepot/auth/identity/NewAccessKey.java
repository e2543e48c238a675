package io.entrepot.auth.identity;

import io.entrepot.auth.credential.Secret;

/** An access key just made, with its secret, which is told this once. */
public record NewAccessKey(AccessKey key, Secret secret) {}
