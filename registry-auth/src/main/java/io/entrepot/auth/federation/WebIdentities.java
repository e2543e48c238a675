package io.entrepot.auth.federation;

import static io.entrepot.auth.federation.FederationException.Kind.INVALID_REQUEST;
import static io.entrepot.auth.federation.FederationException.Kind.MALFORMED_POLICY;
import static io.entrepot.auth.federation.FederationException.Kind.NOT_TRUSTED;
import static io.entrepot.auth.federation.FederationException.Kind.POLICY_TOO_LARGE;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives sessions of roles for tokens of identity providers (AWS STS API reference,
 * AssumeRoleWithWebIdentity). The provider is one of the role's account. Until the token has proved
 * good nothing is told of the role, not even whether it exists. Any thread; blocks.
 */
public final class WebIdentities {
  /** Least that a session may last. */
  public static final Duration SHORTEST = Duration.ofMinutes(15);

  /** How long a session lasts when nothing is chosen. */
  public static final Duration USUAL = NewRole.SHORTEST;

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/[\\x21-\\x7e]{1,600}");

  private final IdentityStore store;
  private final TokenVerifier verifier;
  private final InstantSource clock;
  private final RoleTrust trust = new RoleTrust();

  private WebIdentities(IdentityStore store, TokenVerifier verifier, InstantSource clock) {
    this.store = store;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Asks providers over the network.
   *
   * @throws IllegalArgumentException when the file of authorities is none
   */
  public static WebIdentities over(
      IdentityStore store, FederationSettings settings, InstantSource clock) {
    settings.authorities().ifPresent(Authorities::read);
    return new WebIdentities(
        store, new TokenVerifier(settings, new WebFetch(settings), clock), clock);
  }

  /** The ARN of an account's role by its path and name, such as {@code team/ci}. */
  public static String roleArn(AccountId account, String pathAndName) {
    return "arn:aws:iam::" + account + ":role/" + pathAndName;
  }

  /**
   * Begins a session.
   *
   * @throws FederationException when it is refused, with the reason
   */
  public WebIdentitySession assume(WebIdentityRequest request) {
    AccountId account = account(request.role());
    request
        .sessionName()
        .filter(name -> !SessionNames.isOne(name))
        .ifPresent(name -> {
          throw new FederationException(
              INVALID_REQUEST,
              "a role session name has 2 to 64 letters, digits and any of _+=,.@-");
        });
    VerifiedToken token =
        verifier.verify(request.token(), issuer -> store.oidcProviders().byIssuer(account, issuer));
    String name = request.sessionName().orElseGet(() -> SessionNames.of(token.subject()));
    Role role =
        store
            .roles()
            .byArn(request.role())
            .filter(found -> trust.trusts(found, token, name, request.facts()))
            .orElseThrow(() -> notTrusted(request.role(), token));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new WebIdentitySession(
        new Login(role.session(name), new Credential.WebIdentity(token.provider().arn())),
        session(account, request.wanted(), token),
        now,
        now.plus(duration(request.duration(), role)),
        token.subject(),
        token.audiences().getFirst(),
        token.provider().arn(),
        token.expires());
  }

  private static AccountId account(String roleArn) {
    Matcher matcher = ROLE_ARN.matcher(roleArn);
    if (!matcher.matches()) {
      throw new FederationException(
          INVALID_REQUEST, Claims.shown(roleArn) + " is not the ARN of a role");
    }
    return new AccountId(matcher.group(1));
  }

  private Session session(AccountId account, NewSession wanted, VerifiedToken token) {
    try {
      return store
          .sessions()
          .begin(account, wanted.tagged(token.tags().tags(), token.tags().transitive()));
    } catch (IdentityException e) {
      throw new FederationException(
          switch (e.failure()) {
            case IdentityFailure.MalformedPolicyDocument _ -> MALFORMED_POLICY;
            case IdentityFailure.PackedPolicyTooLarge _ -> POLICY_TOO_LARGE;
            case IdentityFailure _ -> INVALID_REQUEST;
          },
          e.failure().message());
    }
  }

  /** One answer for a role that is not there and one that does not trust. */
  private static FederationException notTrusted(String role, VerifiedToken token) {
    return new FederationException(
        NOT_TRUSTED,
        "Not authorized to perform sts:AssumeRoleWithWebIdentity: there is no role "
            + Claims.shown(role)
            + " whose trust policy lets in the subject "
            + Claims.shown(token.subject())
            + " of the provider "
            + token.provider().arn()
            + " with the audience "
            + Claims.shown(String.join(", ", token.audiences()))
            + (token.tags().tags().isEmpty() ? "" : ", and with sts:TagSession its tags"));
  }

  private static Duration duration(Optional<Duration> wanted, Role role) {
    Duration duration = wanted.orElse(USUAL);
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(NewRole.LONGEST) > 0) {
      throw new FederationException(
          INVALID_REQUEST,
          "a session lasts "
              + SHORTEST.toSeconds()
              + " to "
              + NewRole.LONGEST.toSeconds()
              + " seconds");
    }
    if (duration.compareTo(role.maxSession()) > 0) {
      throw new FederationException(
          INVALID_REQUEST,
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return duration;
  }
}
