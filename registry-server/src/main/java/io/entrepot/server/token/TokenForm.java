package io.entrepot.server.token;

import io.entrepot.server.access.Arrival;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.FormFields;
import java.util.List;

/** Reads the form of a POST (distribution, OAuth2 token authentication; RFC 8693). */
final class TokenForm {
  /** Largest form, in bytes. */
  static final int MAX_BYTES = 64 << 10;

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final List<String> SUBJECT_TYPES =
      List.of("urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token");

  private final FormFields fields;

  private TokenForm(FormFields fields) {
    this.fields = fields;
  }

  static TokenRequest read(Arrival arrival, byte[] body) {
    FormFields fields;
    try {
      fields = FormFields.parse(body);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
    return new TokenRequest(
        arrival,
        new TokenForm(fields).way(),
        fields.first("service"),
        fields.all("scope"),
        fields.first("access_type").filter(type -> type.equals("offline")).isPresent());
  }

  private TokenRequest.Way way() {
    return switch (fields.first("grant_type").orElse("")) {
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
        required("role"), required("subject_token"), fields.first("role_session_name"));
  }

  private String required(String name) {
    return fields.first(name).orElseThrow(() -> bad("the form lacks " + name));
  }

  static RefusedException bad(String message) {
    return new RefusedException(400, OciError.UNSUPPORTED, message, List.of());
  }
}
