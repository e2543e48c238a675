package io.entrepot.server.access;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses for want of credentials, in a way that tells clients where to get a token (RFC 6750,
 * section 3; distribution, token authentication specification). Immutable.
 */
public final class Challenges {
  /** Where tokens are to be had. */
  public static final String TOKEN_PATH = "/token";

  private final String service;
  private final AccountId fallback;
  private final Optional<String> external;

  /**
   * @param service the name of the service that tokens are for
   * @param fallback the account of host names that name none
   * @param external how clients reach this server; it counts for the default account alone, since a
   *     token is asked for at the host that names its account
   */
  public Challenges(String service, AccountId fallback, Optional<URI> external) {
    this.service = service;
    this.fallback = fallback;
    this.external =
        external.map(uri -> {
          String text = uri.toString();
          return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        });
  }

  /** Nobody in particular asked for what is not for everybody. */
  RefusedException anonymous(Arrival arrival, String scope, String message) {
    return challenge(arrival, scope, "", message);
  }

  /** The credential was issued for something else. */
  RefusedException outsideScope(Arrival arrival, String scope) {
    return challenge(
        arrival,
        scope,
        "insufficient_scope",
        scope.isEmpty()
            ? "a registry token is not good for this"
            : "the token was not issued for " + scope);
  }

  /**
   * Credentials are no good.
   *
   * @param scope what a token would have to cover; empty when that is not known
   */
  public RefusedException refuse(Arrival arrival, String scope, NotAuthenticatedException why) {
    String message = String.valueOf(why.getMessage());
    return switch (why.kind()) {
      case MALFORMED -> new RefusedException(400, OciError.UNAUTHORIZED, message, List.of());
      case ABSENT, WRONG -> challenge(arrival, scope, "", message);
      case INVALID_TOKEN -> challenge(arrival, scope, "invalid_token", message);
      case TOO_MANY ->
          new RefusedException(
              429,
              OciError.TOOMANYREQUESTS,
              message,
              List.of("Retry-After", Long.toString(Math.max(1, why.delay().toSeconds()))));
    };
  }

  private RefusedException challenge(Arrival arrival, String scope, String error, String message) {
    StringBuilder value = new StringBuilder("Bearer realm=\"").append(base(arrival));
    value.append(TOKEN_PATH).append("\",service=\"").append(service).append('"');
    if (!scope.isEmpty()) {
      value.append(",scope=\"").append(scope).append('"');
    }
    if (!error.isEmpty()) {
      value.append(",error=\"").append(error).append('"');
    }
    List<String> headers = new ArrayList<>(List.of("WWW-Authenticate", value.toString()));
    // Docker looked for this before it took a server for a registry.
    headers.addAll(List.of("Docker-Distribution-API-Version", "registry/2.0"));
    return new RefusedException(401, OciError.UNAUTHORIZED, message, headers);
  }

  private String base(Arrival arrival) {
    // A public host is another name than that: what a scope means depends on it.
    if (external.isPresent() && arrival.account().equals(fallback) && !arrival.site().isPublic()) {
      return external.get();
    }
    return (arrival.secure() ? "https://" : "http://") + safe(arrival.host());
  }

  /** It stands between quotes, and came from the client. */
  private static String safe(String host) {
    boolean plain =
        host.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || ".-_:[]".indexOf(c) >= 0);
    return plain && !host.isEmpty() ? host : "localhost";
  }
}
