package io.entrepot.server.token;

import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.http.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for tokens, by query or by form.
 *
 * @param way how the client says who it is
 * @param service for which the token is to be; empty means this one
 * @param scopes what the token is to cover, as the client wrote it
 * @param refreshing whether it wants a refresh token too
 */
public record TokenRequest(
    Arrival arrival, Way way, Optional<String> service, List<String> scopes, boolean refreshing) {

  /** How a client says who it is. */
  public sealed interface Way {
    /** By header fields, or not at all. */
    record HeaderFields() implements Way {}

    /** By a form's user and password. Does not show the password. */
    record Password(String user, String password) implements Way {
      @Override
      public String toString() {
        return "Password[" + user + "]";
      }
    }

    /**
     * By a token of an identity provider, which it does not show (RFC 8693).
     *
     * @param role its ARN, or its path and name
     */
    record Exchange(String role, String token, Optional<String> sessionName) implements Way {
      @Override
      public String toString() {
        return "Exchange[" + role + "]";
      }
    }

    /** By a refresh token, which it does not show. */
    record Refresh(String token) implements Way {
      @Override
      public String toString() {
        return "Refresh";
      }
    }
  }

  /** What was brought, for the audit log, where it did not come in header fields. */
  Optional<String> inBody() {
    return switch (way) {
      case Way.HeaderFields fields -> Optional.empty();
      case Way.Password password -> Optional.of("password");
      case Way.Exchange exchange -> Optional.of(SignIns.WEB_IDENTITY);
      case Way.Refresh refresh -> Optional.of("refresh token");
    };
  }

  /** The user or the role that was claimed, where it did not come in header fields. */
  Optional<String> claimed() {
    return switch (way) {
      case Way.Password password -> Optional.of(password.user());
      case Way.Exchange exchange -> Optional.of(exchange.role());
      case Way.HeaderFields fields -> Optional.empty();
      case Way.Refresh refresh -> Optional.empty();
    };
  }

  /** What was asked for, for the audit log. */
  Map<String, List<String>> asked() {
    Map<String, List<String>> asked = new HashMap<>();
    if (!scopes.isEmpty()) {
      asked.put("scope", scopes);
    }
    if (refreshing) {
      asked.put("offline", List.of("true"));
    }
    return asked;
  }

  /** Reads the query of a GET (distribution, token authentication specification). */
  static TokenRequest ofQuery(Arrival arrival, Query query) {
    return new TokenRequest(
        arrival,
        new Way.HeaderFields(),
        query.first("service"),
        query.all("scope"),
        query.first("offline_token").filter(value -> value.equals("true")).isPresent());
  }
}
