package io.entrepot.server.access;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request's header fields bring to prove who it comes from, in words, for the audit log. */
final class CredentialWays {
  static final String NONE = "none";
  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";
  private static final String SIGNATURE = "AWS4-HMAC-SHA256 ";
  private static final Pattern KEY_ID = Pattern.compile("\\bCredential=(\\w{1,128})/");
  private static final String PRESIGNED = "X-Amz-Credential";

  private CredentialWays() {}

  static String of(Arrival arrival, Optional<Login> login) {
    Optional<String> field = arrival.request().headers().first("Authorization");
    if (field.isEmpty() && arrival.request().query().first(PRESIGNED).isPresent()) {
      return login.map(Login::credential).map(CredentialWays::secret).orElse("signature");
    }
    if (field.isEmpty()) {
      return NONE;
    }
    if (startsWith(SIGNATURE, field.get())) {
      return login.map(Login::credential).map(CredentialWays::secret).orElse("signature");
    }
    if (startsWith(BEARER, field.get())) {
      return "registry token";
    }
    if (!startsWith(BASIC, field.get())) {
      return "other";
    }
    return switch (user(field.get()).orElse("")) {
      case Secrets.AWS -> "authorization token";
      case Secrets.REFRESHING -> "refresh token";
      case String user when user.startsWith(Workloads.ROLE) -> SignIns.WEB_IDENTITY;
      default -> login.map(Login::credential).map(CredentialWays::secret).orElse("secret");
    };
  }

  static String secret(Credential credential) {
    return switch (credential) {
      case Credential.Password password -> "password";
      case Credential.AccessKey key -> "access key";
      case Credential.WebIdentity token -> "web identity";
    };
  }

  /** The name in Basic credentials, or the id of the key that is said to have signed. */
  static Optional<String> claimed(Arrival arrival) {
    return keyId(arrival).or(() -> name(arrival));
  }

  /** The id of the key that is said to have signed; not proved. */
  static Optional<String> keyId(Arrival arrival) {
    Optional<String> header =
        arrival
            .request()
            .headers()
            .first("Authorization")
            .filter(text -> startsWith(SIGNATURE, text));
    return header.isPresent()
        ? header.map(KEY_ID::matcher).filter(Matcher::find).map(found -> found.group(1))
        : arrival.request().query().first(PRESIGNED).map(text -> text.split("/", 2)[0]);
  }

  private static Optional<String> name(Arrival arrival) {
    return arrival
        .request()
        .headers()
        .first("Authorization")
        .filter(text -> startsWith(BASIC, text))
        .flatMap(CredentialWays::user);
  }

  private static Optional<String> user(String field) {
    try {
      return Optional.of(BasicCredentials.parse(field.substring(BASIC.length())).user());
    } catch (NotAuthenticatedException malformed) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(String scheme, String text) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /** The kind of refusal, as AWS's services call it. */
  static String code(NotAuthenticatedException.Kind kind) {
    return switch (kind) {
      case ABSENT -> "MissingAuthenticationToken";
      case MALFORMED -> "IncompleteSignature";
      case WRONG -> "UnrecognizedClientException";
      case INVALID_TOKEN -> "InvalidClientTokenId";
      case TOO_MANY -> "ThrottlingException";
    };
  }
}
