package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Addresses;
import io.entrepot.server.aws.registry.AuthorizationTokens;
import io.entrepot.server.aws.registry.Registries;
import java.util.List;
import java.util.Optional;

/** ECR's {@code GetAuthorizationToken}: a password for docker, for each registry that is named. */
final class AuthorizationOperations {
  /** Most registries that one request names. */
  private static final int MAX = 10;

  private final AuthorizationTokens tokens;
  private final Addresses addresses;

  AuthorizationOperations(AuthorizationTokens tokens, Addresses addresses) {
    this.tokens = tokens;
    this.addresses = addresses;
  }

  List<Operation> all() {
    return List.of(new Operation("GetAuthorizationToken", this::get));
  }

  private Call get(Asker asker, Input input) {
    Optional<List<String>> registries = input.texts("registryIds");
    if (registries.filter(all -> all.isEmpty() || all.size() > MAX).isPresent()) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'registryIds' failed to satisfy constraint: 'Member must have"
              + " length between 1 and "
              + MAX
              + "'");
    }
    List<AccountId> accounts =
        registries
            .map(all -> all.stream().map(Registries.PRIVATE::account).toList())
            .orElseGet(() -> List.of(asker.account()));
    return Call.needing(Registries.may(EcrAction.GET_AUTHORIZATION_TOKEN, asker.account()))
        .asks(grant -> {
          Members token = tokens.shape(grant);
          return Members.of(
              "authorizationData",
              Tree.items(
                  accounts, account -> token.and("proxyEndpoint", addresses.of(asker, account))));
        });
  }
}
