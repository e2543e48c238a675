package io.entrepot.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.text.ParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a login and a session are written in a token's claims. */
final class TokenClaims {
  private static final String PRINCIPAL = "principal";
  private static final String CREDENTIAL = "credential";
  private static final String SESSION_POLICIES = "session_policies";
  private static final String SESSION_POLICY_ARNS = "session_policy_arns";
  private static final String SESSION_TAGS = "session_tags";
  private static final String SESSION_TRANSITIVE_TAGS = "session_transitive_tags";
  private static final String KIND = "kind";
  private static final String ACCOUNT = "account";

  private TokenClaims() {}

  static void write(Login login, JWTClaimsSet.Builder claims) {
    claims.claim(PRINCIPAL, principal(login.principal()));
    claims.claim(CREDENTIAL, credential(login.credential()));
  }

  static void write(Session session, JWTClaimsSet.Builder claims) {
    write(SESSION_POLICIES, session.policies(), claims);
    write(SESSION_POLICY_ARNS, session.policyArns(), claims);
    write(SESSION_TRANSITIVE_TAGS, session.transitiveTags(), claims);
    claims.claim(SESSION_TAGS, session.tags());
  }

  private static void write(String name, Collection<String> texts, JWTClaimsSet.Builder claims) {
    if (!texts.isEmpty()) {
      claims.claim(name, List.copyOf(texts));
    }
  }

  static Optional<Login> login(JWTClaimsSet claims) throws ParseException {
    Map<String, Object> principal = claims.getJSONObjectClaim(PRINCIPAL);
    if (principal == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Login(principal(principal), credential(claims.getJSONObjectClaim(CREDENTIAL))));
  }

  static Optional<Session> session(JWTClaimsSet claims) throws ParseException {
    Map<String, Object> tags = claims.getJSONObjectClaim(SESSION_TAGS);
    if (tags == null) {
      return Optional.empty();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    tags.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return Optional.of(
        new Session(
            texts(claims, SESSION_POLICIES),
            texts(claims, SESSION_POLICY_ARNS),
            texts,
            Set.copyOf(texts(claims, SESSION_TRANSITIVE_TAGS))));
  }

  private static List<String> texts(JWTClaimsSet claims, String name) throws ParseException {
    List<String> texts = claims.getStringListClaim(name);
    return texts == null ? List.of() : texts;
  }

  private static Map<String, Object> principal(Principal principal) {
    return switch (principal) {
      case Principal.Anonymous anonymous ->
          throw new IllegalArgumentException("nobody has a login");
      case Principal.Root root -> Map.of(KIND, "root", ACCOUNT, root.owner().value());
      case Principal.User user ->
          Map.of(
              KIND,
              "user",
              ACCOUNT,
              user.owner().value(),
              "path",
              user.path(),
              "name",
              user.name(),
              "id",
              user.id());
      case Principal.AssumedRole role ->
          Map.of(
              KIND,
              "role",
              ACCOUNT,
              role.owner().value(),
              "path",
              role.path(),
              "name",
              role.role(),
              "id",
              role.roleId(),
              "session",
              role.session());
      case Principal.FederatedUser federated ->
          Map.of(KIND, "federated", ACCOUNT, federated.owner().value(), "name", federated.name());
    };
  }

  private static Principal principal(Map<String, Object> claim) throws ParseException {
    AccountId account = new AccountId(text(claim, ACCOUNT));
    return switch (text(claim, KIND)) {
      case "root" -> new Principal.Root(account);
      case "user" ->
          new Principal.User(account, text(claim, "path"), text(claim, "name"), text(claim, "id"));
      case "role" ->
          new Principal.AssumedRole(
              account,
              text(claim, "path"),
              text(claim, "name"),
              text(claim, "id"),
              text(claim, "session"));
      case "federated" -> new Principal.FederatedUser(account, text(claim, "name"));
      default -> throw new ParseException("unknown principal", 0);
    };
  }

  private static Map<String, Object> credential(Credential credential) {
    return switch (credential) {
      case Credential.Password password ->
          Map.of(KIND, "password", "version", Long.toString(password.version()));
      case Credential.AccessKey key -> Map.of(KIND, "access_key", "id", key.id());
      case Credential.WebIdentity web -> Map.of(KIND, "web_identity", "id", web.provider());
    };
  }

  private static Credential credential(Map<String, Object> claim) throws ParseException {
    return switch (text(claim, KIND)) {
      case "password" -> new Credential.Password(Long.parseLong(text(claim, "version")));
      case "access_key" -> new Credential.AccessKey(text(claim, "id"));
      case "web_identity" -> new Credential.WebIdentity(text(claim, "id"));
      default -> throw new ParseException("unknown credential", 0);
    };
  }

  /** A claim that we wrote and signed, so its absence is nothing that a client brings about. */
  private static String text(Map<String, Object> claim, String name) throws ParseException {
    if (claim.get(name) instanceof String text) {
      return text;
    }
    throw new ParseException("no " + name, 0);
  }

  /** Who the token is about, for those who read it. */
  static String subject(Optional<Login> login) {
    return login.map(Login::principal).map(Principal::arn).orElse("anonymous");
  }

  static List<String> audience(String service) {
    return List.of(service);
  }
}
