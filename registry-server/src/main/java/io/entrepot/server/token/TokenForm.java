package io.entrepot.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.access.Arrival;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the form of a POST (distribution, OAuth2 token authentication). */
final class TokenForm {
  /** Largest form, in bytes. */
  static final int MAX_BYTES = 64 << 10;

  /** Most fields of a form. */
  static final int MAX_FIELDS = 100;

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final List<String> SUBJECT_TYPES =
      List.of("urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token");

  private final Map<String, List<String>> fields = new HashMap<>();

  private TokenForm() {}

  static TokenRequest read(Arrival arrival, byte[] body) {
    TokenForm form = new TokenForm();
    form.readFields(new String(body, UTF_8));
    return new TokenRequest(
        arrival,
        form.way(),
        form.first("service"),
        form.fields.getOrDefault("scope", List.of()),
        form.first("access_type").filter(type -> type.equals("offline")).isPresent());
  }

  private void readFields(String text) {
    String[] pairs = text.split("&", MAX_FIELDS + 1);
    if (pairs.length > MAX_FIELDS) {
      throw bad("the form has more than " + MAX_FIELDS + " fields");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields
            .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("the form is not application/x-www-form-urlencoded");
    }
  }

  private TokenRequest.Way way() {
    return switch (first("grant_type").orElse("")) {
      case "password" -> new TokenRequest.Way.Password(required("username"), required("password"));
      case "refresh_token" -> new TokenRequest.Way.Refresh(required("refresh_token"));
      case EXCHANGE -> exchange();
      default -> throw bad("grant_type is password, refresh_token or " + EXCHANGE);
    };
  }

  /** OAuth 2.0 Token Exchange (RFC 8693, section 2.1); the role is a parameter of our own. */
  private TokenRequest.Way exchange() {
    if (!SUBJECT_TYPES.contains(required("subject_token_type"))) {
      throw bad("subject_token_type is one of " + String.join(", ", SUBJECT_TYPES));
    }
    return new TokenRequest.Way.Exchange(
        required("role"), required("subject_token"), first("role_session_name"));
  }

  private String required(String name) {
    return first(name).orElseThrow(() -> bad("the form lacks " + name));
  }

  private Optional<String> first(String name) {
    return fields.getOrDefault(name, List.of()).stream().findFirst();
  }

  static RefusedException bad(String message) {
    return new RefusedException(400, OciError.UNSUPPORTED, message, List.of());
  }
}
