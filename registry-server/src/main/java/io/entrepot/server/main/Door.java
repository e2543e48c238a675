package io.entrepot.server.main;

import io.entrepot.auth.credential.Logins;
import io.entrepot.auth.credential.SigningSecrets;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.decide.PolicyDecider;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.federation.FederationSettings;
import io.entrepot.auth.federation.WebIdentities;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.signature.SignatureVerifier;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.token.KeyRing;
import io.entrepot.auth.token.KeyShelf;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Accounts;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.Authentication;
import io.entrepot.server.access.Challenges;
import io.entrepot.server.access.Proxies;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.access.Secrets;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.access.Throttle;
import io.entrepot.server.access.Trail;
import io.entrepot.server.access.Workloads;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.sts.WebIdentityOperation;
import io.entrepot.server.config.AddressRange;
import io.entrepot.server.config.IdentitySettings;
import io.entrepot.server.config.WebIdentitySettings;
import io.entrepot.server.http.Method;
import io.entrepot.server.route.Route;
import io.entrepot.server.token.GetTokenEndpoint;
import io.entrepot.server.token.PostTokenEndpoint;
import io.entrepot.server.token.TokenDesk;
import io.entrepot.storage.registry.Governance;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How requests come in: what asks who they are, and the routes for that.
 *
 * @param tokens that it gives and takes; empty when it is open
 * @param services what speaks AWS's protocols; empty likewise
 */
record Door(
    Access access, List<Route> routes, Optional<Tokens> tokens, Optional<AwsServices> services) {
  /** The audience of tokens. */
  static final String SERVICE = "entrepot";

  /** What access keys are said to be used for, whatever was asked: this is a registry. */
  private static final String KEY_SERVICE = "ecr";

  /**
   * Whose secrets are whose, what they are worth, the keys that tokens are signed with, the secrets
   * that requests are signed with, the sessions that tokens of identity providers are good for, and
   * what refusals say besides.
   */
  record Identities(
      Logins logins,
      Standings standings,
      KeyShelf keys,
      TemporaryKeys temporary,
      SigningSecrets secrets,
      Function<Resource.AssumableRole, Optional<String>> trust,
      WebIdentities web,
      AuthorizationMessages messages) {
    /**
     * Those of a store.
     *
     * @param region where access keys are said to be used
     * @throws IllegalArgumentException when the settings name a file that cannot be used
     */
    static Identities of(
        IdentityStore store, String region, WebIdentitySettings settings, InstantSource clock) {
      FederationSettings federation =
          new FederationSettings(
              settings.authorities(),
              settings.leeway(),
              settings.timeout(),
              settings.freshKeys(),
              settings.staleKeys());
      return new Identities(
          store.logins(),
          new NotedStandings(
              store.standings(), key -> store.accessKeys().used(key, KEY_SERVICE, region)),
          store.signingKeys(),
          store.temporaryKeys(),
          store.signingSecrets(),
          StoredPolicies.trust(store),
          WebIdentities.over(store, federation, clock),
          new AuthorizationMessages(store.key(AuthorizationMessages.PURPOSE)));
    }
  }

  /** Everybody may do everything. */
  static Door open(IdentitySettings settings, InstantSource clock, Trail trail) {
    return new Door(
        Access.open(arrivals(settings), clock, trail),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Whoever asks says who it is, and policies decide.
   *
   * @param external how clients reach the server
   * @param trail is told what was decided
   */
  static Door guarded(
      IdentitySettings settings,
      Optional<URI> external,
      Identities identities,
      Governance governance,
      InstantSource clock,
      Trail trail) {
    Arrivals arrivals = arrivals(settings);
    Tokens tokens = new Tokens(SERVICE, new KeyRing(identities.keys(), clock), clock);
    Throttle throttle = new Throttle(clock);
    Workloads workloads = new Workloads(identities.web(), tokens, throttle, clock);
    Authentication authentication =
        new Authentication(
            new Secrets(identities.logins(), tokens, identities.temporary(), throttle, workloads),
            workloads,
            identities.standings(),
            tokens,
            clock);
    Challenges challenges = new Challenges(SERVICE, new AccountId(settings.account()), external);
    TokenDesk desk =
        new TokenDesk(
            authentication, challenges, tokens, new SignIns(trail), settings.tokenExpiry(), clock);
    Access access =
        new Access(
            arrivals,
            authentication,
            new PolicyDecider(
                new StoredPolicies(governance, identities.trust()), settings.region()),
            challenges,
            trail);
    return new Door(
        access,
        List.of(
            Route.at(Challenges.TOKEN_PATH)
                .on(Method.GET, new GetTokenEndpoint(arrivals, desk))
                .on(Method.POST, new PostTokenEndpoint(arrivals, desk))),
        Optional.of(tokens),
        Optional.of(
            new AwsServices(
                access,
                new Signatures(
                    access, new SignatureVerifier(identities.secrets(), clock), throttle),
                List.of(
                    new WebIdentityOperation(
                        workloads, identities.temporary(), new SignIns(trail))),
                identities.messages())));
  }

  private static Arrivals arrivals(IdentitySettings settings) {
    return new Arrivals(
        proxies(settings.proxies()),
        new Accounts(
            new AccountId(settings.account()),
            settings.hosts().entrySet().stream()
                .collect(
                    Collectors.toMap(Map.Entry::getKey, host -> new AccountId(host.getValue()))),
            settings.publicRegistries().hosts().stream()
                .map(host -> host.replaceFirst(":[0-9]+$", ""))
                .toList(),
            aliases(settings)));
  }

  /** What the public registries of accounts are called. */
  static PublicAliases aliases(IdentitySettings settings) {
    Map<String, AccountId> aliases = new LinkedHashMap<>();
    settings
        .publicRegistries()
        .aliases()
        .forEach((alias, account) -> aliases.put(alias, new AccountId(account)));
    return new PublicAliases(aliases);
  }

  private static Proxies proxies(List<AddressRange> ranges) {
    if (ranges.isEmpty()) {
      return Proxies.NONE;
    }
    Predicate<InetAddress> any =
        address -> ranges.stream().anyMatch(each -> each.contains(address));
    return Proxies.trusting(any);
  }
}
