package io.entrepot.server.token;

import io.entrepot.server.access.Arrival;
import io.entrepot.server.http.Query;
import java.util.List;
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
