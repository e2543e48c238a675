package io.entrepot.server.aws.ecr;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;

/** Whose registry an operation means. */
final class Registries {
  private Registries() {}

  /** The one that is named, else the caller's. */
  static AccountId named(Asker asker, Input input) {
    return input.optionalText("registryId").map(Registries::account).orElseGet(asker::account);
  }

  private static AccountId account(String digits) {
    try {
      return new AccountId(digits);
    } catch (IllegalArgumentException e) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'registryId' failed to satisfy constraint: 'must satisfy regular"
              + " expression '[0-9]{12}''");
    }
  }
}
