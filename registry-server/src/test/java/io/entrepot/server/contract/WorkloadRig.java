package io.entrepot.server.contract;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.auth.identity.Role;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.server.main.IssuerServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An identity provider, its registration, and a role that trusts one of its subjects. */
final class WorkloadRig implements AutoCloseable {
  final GuardedExtension server;
  final IssuerServer issuer;
  final OidcProvider provider;
  final Role role;

  private WorkloadRig(
      GuardedExtension server, IssuerServer issuer, OidcProvider provider, Role role) {
    this.server = server;
    this.issuer = issuer;
    this.provider = provider;
    this.role = role;
  }

  /** A role that may do everything with repositories. */
  static WorkloadRig of(GuardedExtension server) throws IOException {
    GuardedRegistry registry = server.running();
    IssuerServer issuer = IssuerServer.start(registry::now);
    OidcProvider provider =
        registry
            .identities()
            .oidcProviders()
            .create(
                new NewOidcProvider(
                    GuardedRegistry.ACCOUNT,
                    issuer.url(),
                    List.of(IssuerServer.AUDIENCE, "second"),
                    List.of(),
                    Map.of()));
    Role role = makeRole(server, provider, trusting(provider));
    return new WorkloadRig(server, issuer, provider, role);
  }

  static Role makeRole(GuardedExtension server, OidcProvider provider, String trust) {
    GuardedRegistry registry = server.running();
    String name = server.fresh("ci");
    Role role =
        registry
            .identities()
            .roles()
            .create(
                new NewRole(
                    GuardedRegistry.ACCOUNT,
                    name,
                    "/team/",
                    trust,
                    Optional.empty(),
                    Duration.ofHours(2),
                    Optional.empty(),
                    Map.of()));
    registry
        .identities()
        .identityPolicies()
        .putInline(
            IdentityName.role(GuardedRegistry.ACCOUNT, name),
            new InlinePolicy("own", GuardedExtension.allowing("\"ecr:*\"", "*")));
    return role;
  }

  /** Trusts the subject and audience that the issuer's tokens have unless told otherwise. */
  static String trusting(OidcProvider provider) {
    return trusting(
        provider,
        "\"StringEquals\":{\""
            + provider.name()
            + ":aud\":\""
            + IssuerServer.AUDIENCE
            + "\",\""
            + provider.name()
            + ":sub\":\""
            + IssuerServer.SUBJECT
            + "\"}");
  }

  static String trusting(OidcProvider provider, String conditions) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
        + "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{\"Federated\":\""
        + provider.arn()
        + "\"},\"Condition\":{"
        + conditions
        + "}}]}";
  }

  /** The Basic user of the role. */
  String user() {
    return user(role);
  }

  static String user(Role role) {
    return "role" + role.path() + role.name();
  }

  /** Asks the base path with Basic credentials of the role. */
  Answer present(String token) {
    return server
        .http()
        .call("GET", "/v2/", "Authorization", GuardedExtension.basic(user(), token));
  }

  /** Asserts that the token is refused with a challenge, and with these words. */
  void expectRefused(String token, String words) {
    Answer answer = present(token).expectError(401, "UNAUTHORIZED");
    expect(answer.header("WWW-Authenticate").startsWith("Bearer realm="), answer);
    String message = answer.json().get("errors").get(0).get("message").asString();
    expect(message.contains(words), answer);
  }

  private static void expect(boolean holds, Answer answer) {
    if (!holds) {
      throw new AssertionError(answer.toString());
    }
  }

  @Override
  public void close() {
    issuer.close();
  }
}
