package io.entrepot.auth.federation;

import static io.entrepot.auth.federation.FederationException.invalid;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a token says of its holder. */
final class Claims {
  private static final int SHOWN_CHARS = 255;

  private Claims() {}

  /** A text that has to be there. */
  static String text(JWTClaimsSet claims, String name) {
    try {
      String text = claims.getStringClaim(name);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    } catch (ParseException e) {
      throw invalid("the token's claim " + name + " is malformed");
    }
    throw invalid("Missing a required claim: " + name);
  }

  static Instant time(@Nullable Date date, String name) {
    if (date == null) {
      throw invalid("Missing a required claim: " + name);
    }
    return date.toInstant();
  }

  static List<String> audiences(JWTClaimsSet claims) {
    List<String> audiences = claims.getAudience();
    if (audiences.isEmpty()) {
      throw invalid("Missing a required claim: aud");
    }
    return audiences;
  }

  /**
   * All claims that are texts, numbers, truths, or lists of such, by names in lower case. Of two
   * that differ in nothing else, the one that is written so already counts, or else the first.
   */
  static Map<String, List<String>> forPolicies(JWTClaimsSet claims) {
    Map<String, List<String>> values = new HashMap<>();
    Map<String, Object> ordered = new TreeMap<>(claims.getClaims());
    ordered.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      List<String> texts = texts(value);
      if (!texts.isEmpty() && (lower.equals(name) || !ordered.containsKey(lower))) {
        values.putIfAbsent(lower, texts);
      }
    });
    return values;
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case String text -> List.of(text);
      case Boolean truth -> List.of(truth.toString());
      case Number number -> List.of(number.toString());
      case List<?> list -> list.stream().flatMap(each -> scalar(each).stream()).toList();
      case null, default -> List.of();
    };
  }

  private static List<String> scalar(@Nullable Object value) {
    return value instanceof List<?> ? List.of() : texts(value);
  }

  /** What a client wrote, as it may stand in a message. */
  static String shown(String text) {
    String cut = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
