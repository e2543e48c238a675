package io.entrepot.server.aws.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Proof;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * ECR's {@code GetAuthorizationToken}: a password for docker that stands for the caller, so that
 * what it may is decided with each request (Amazon ECR user guide, Private registry
 * authentication).
 */
final class AuthorizationOperations {
  /** The user name that goes with the password. */
  private static final String USER = "AWS";

  /** Most registries that one request names. */
  private static final int MAX = 10;

  private final Tokens tokens;
  private final Naming naming;
  private final InstantSource clock;

  AuthorizationOperations(Tokens tokens, Naming naming, InstantSource clock) {
    this.tokens = tokens;
    this.naming = naming;
    this.clock = clock;
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
            .map(all -> all.stream().map(Registries::account).toList())
            .orElseGet(() -> List.of(asker.account()));
    return Call.needing(Registries.may(EcrAction.GET_AUTHORIZATION_TOKEN, asker.account()))
        .asks(grant -> get(asker, grant, accounts));
  }

  /** One token is good in every registry that its holder may use. */
  private Members get(Asker asker, Grant grant, List<AccountId> accounts) {
    Proof proof = Access.proof(grant);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant longest = now.plus(TokenKind.AUTHORIZATION_LIFE);
    Instant expires = proof.expires().filter(end -> end.isBefore(longest)).orElse(longest);
    String token =
        tokens.issue(
            TokenKind.AUTHORIZATION,
            new TokenContent(proof.login(), proof.session(), Optional.empty(), now, expires));
    String password = Base64.getEncoder().encodeToString((USER + ":" + token).getBytes(UTF_8));
    return Members.of(
        "authorizationData",
        Tree.items(
            accounts,
            account ->
                Members.of("authorizationToken", password)
                    .and("expiresAt", expires)
                    .and("proxyEndpoint", naming.endpoint(asker, account))));
  }
}
