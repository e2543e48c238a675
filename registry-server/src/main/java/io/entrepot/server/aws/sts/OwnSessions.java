package io.entrepot.server.aws.sts;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.auth.federation.WebIdentities;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code GetSessionToken} and {@code GetFederationToken} (AWS STS API reference): sessions that
 * users and root begin for themselves, or for others under a name. They end with the access key.
 */
final class OwnSessions {
  private static final int SHORTEST_SECONDS = (int) WebIdentities.SHORTEST.toSeconds();
  private static final int LONGEST_SECONDS = 129_600;
  private static final int LONGEST_SECONDS_OF_ROOT = 3_600;
  private static final int USUAL_SECONDS = 43_200;

  /** What a federated session without policies may: nothing but what resources give it. */
  private static final String NOTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
          + "\"Action\":\"sts:GetCallerIdentity\",\"Resource\":\"*\"}}";

  private final IdentityStore store;
  private final IssuedSessions issued;

  OwnSessions(IdentityStore store, IssuedSessions issued) {
    this.store = store;
    this.issued = issued;
  }

  /** Whoever has the key may; a policy can only deny it. */
  Call sessionToken(Asker asker, Input input) {
    Duration duration = duration(asker, input);
    WantedSession.refuseFactors(input);
    requireOwnKey(asker, "GetSessionToken");
    return Call.needingNothing()
        .gives(() -> issued.begin(asker.login(), Optional.empty(), duration));
  }

  Call federationToken(Asker asker, Input input) {
    String name = input.text("Name");
    Duration duration = duration(asker, input);
    WantedSession wanted = WantedSession.read(input);
    requireOwnKey(asker, "GetFederationToken");
    Resource.FederatedUser user = new Resource.FederatedUser(asker.account(), name);
    Call.Needing needs = Call.needing(wanted.may(StsAction.GET_FEDERATION_TOKEN, user));
    return (wanted.tagged() ? needs.and(wanted.may(StsAction.TAG_SESSION, user)) : needs)
        .gives(() -> federated(asker, name, wanted.session(), duration));
  }

  private Members federated(Asker asker, String name, NewSession wanted, Duration duration) {
    boolean bounded = wanted.policy().isPresent() || !wanted.policyArns().isEmpty();
    Session session =
        store
            .sessions()
            .begin(
                asker.account(),
                bounded
                    ? wanted
                    : new NewSession(
                        Optional.of(NOTHING), List.of(), wanted.tags(), wanted.transitiveTags()));
    Principal.FederatedUser principal = new Principal.FederatedUser(asker.account(), name);
    return issued
        .begin(new Login(principal, asker.login().credential()), Optional.of(session), duration)
        .and(
            "FederatedUser",
            Members.of("FederatedUserId", principal.userId()).and("Arn", principal.arn()));
  }

  private static Duration duration(Asker asker, Input input) {
    int most =
        asker.principal() instanceof Principal.Root ? LONGEST_SECONDS_OF_ROOT : LONGEST_SECONDS;
    int wanted =
        input.whole("DurationSeconds", SHORTEST_SECONDS, LONGEST_SECONDS).orElse(USUAL_SECONDS);
    // Root's sessions are cut, as AWS does it, not refused.
    return Duration.ofSeconds(Math.min(wanted, most));
  }

  private static void requireOwnKey(Asker asker, String operation) {
    boolean itself =
        asker.principal() instanceof Principal.User || asker.principal() instanceof Principal.Root;
    boolean byKey = asker.login().credential() instanceof Credential.AccessKey;
    if (!itself || !byKey || asker.temporary()) {
      throw AwsError.ACCESS_DENIED.because(
          "Cannot call " + operation + " with session credentials");
    }
  }
}
