package io.entrepot.auth.identity;

import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.principal.AccountId;

/** An account just made, with the credentials of its root, which are told this once. */
public record NewAccount(
    AccountId account, Secret password, String accessKeyId, Secret secretAccessKey) {}
