package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.federation.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * Exchanges a provider's token for a session of a role, at a registry's {@code /token} (RFC 8693):
 * who holds the answer holds nothing that is good anywhere else. Follows no redirect, since the
 * token is for this registry alone.
 */
final class TokenExchange {
  /** How long the registry may take to answer; a node waits for its credentials with each pull. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_ANSWER_BYTES = 256 << 10;
  private static final String ROLE = "role/";

  private final Optional<Path> authorities;

  /**
   * @param authorities a PEM file of certificate authorities beside the usual ones
   */
  TokenExchange(Optional<Path> authorities) {
    this.authorities = authorities;
  }

  /**
   * The user of the role and a secret that is as good as its session.
   *
   * @param role its ARN, or its path and name
   */
  LoginSecret exchange(RegistryAddress registry, String role, String token)
      throws CredentialException {
    String form =
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&access_type=offline"
            + "&role="
            + URLEncoder.encode(role, UTF_8)
            + "&subject_token="
            + URLEncoder.encode(token, UTF_8);
    JsonObject answer = post(registry, form);
    String secret =
        answer
            .text("refresh_token")
            .orElseThrow(() -> new CredentialException(registry.host() + " gave no refresh token"));
    Optional<Duration> lasts =
        answer.text("refresh_expires_in").map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return new LoginSecret(user(role), secret, lasts);
  }

  private static String user(String role) {
    int found = role.startsWith("arn:") ? role.indexOf(":" + ROLE) : -1;
    if (found >= 0) {
      return role.substring(found + 1);
    }
    return role.startsWith(ROLE) ? role : ROLE + role;
  }

  private JsonObject post(RegistryAddress registry, String form) throws CredentialException {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) registry.base().resolve("/token").toURL().openConnection();
      if (connection instanceof HttpsURLConnection https && authorities.isPresent()) {
        https.setSSLSocketFactory(Authorities.with(authorities.get()).getSocketFactory());
      }
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      connection.setRequestProperty("User-Agent", "entrepot-credentials");
      byte[] body = form.getBytes(UTF_8);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return answer(registry, connection);
    } catch (IllegalArgumentException e) {
      throw new CredentialException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CredentialException(registry.base() + " could not be asked: " + e);
    }
  }

  private static JsonObject answer(RegistryAddress registry, HttpURLConnection connection)
      throws IOException, CredentialException {
    int status = connection.getResponseCode();
    String text;
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      text = in == null ? "" : new String(in.readNBytes(MAX_ANSWER_BYTES), UTF_8);
    }
    if (status != 200) {
      throw new CredentialException(
          registry.base() + " refused the token with the status " + status + reason(text));
    }
    return JsonObject.parse(text, "the answer of " + registry.host());
  }

  /** The registry's own words, on one line. */
  private static String reason(String text) {
    int found = text.indexOf("\"message\":\"");
    if (found < 0) {
      return "";
    }
    int start = found + "\"message\":\"".length();
    int end = text.indexOf('"', start);
    return end < 0 ? "" : ": " + text.substring(start, end).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
