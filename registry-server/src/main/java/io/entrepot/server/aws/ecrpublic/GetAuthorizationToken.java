package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.AuthorizationTokens;
import java.util.List;
import java.util.Map;

/**
 * ECR Public's {@code GetAuthorizationToken}: a password for docker, told in one object. It takes
 * the right to get a service's token from AWS STS as well (ECR Public user guide, Registry
 * authentication).
 */
final class GetAuthorizationToken {
  private static final String SERVICE_KEY = "sts:awsservicename";
  private static final String SERVICE = "ecr-public.amazonaws.com";

  private final AuthorizationTokens tokens;

  GetAuthorizationToken(AuthorizationTokens tokens) {
    this.tokens = tokens;
  }

  Operation operation() {
    return new Operation("GetAuthorizationToken", this::get);
  }

  private Call get(Asker asker, Input input) {
    Resource everything = new Resource.Account(asker.account());
    return Call.needing(new Permission(EcrPublicAction.GET_AUTHORIZATION_TOKEN, everything))
        .and(
            new Permission(
                StsAction.GET_SERVICE_BEARER_TOKEN,
                everything,
                Map.of(SERVICE_KEY, new KeyValues.Known(List.of(SERVICE)))))
        .asks(grant -> Members.of("authorizationData", tokens.shape(grant)));
  }
}
