package io.entrepot.auth.federation;

import static io.entrepot.auth.federation.FederationException.invalid;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session tags that a token brings (IAM user guide, Passing session tags using
 * AssumeRoleWithWebIdentity): an object in one claim, or claims whose names are paths into it.
 *
 * @param transitive keys of tags for sessions that are begun from this one
 */
record TokenTags(Map<String, String> tags, Set<String> transitive) {
  private static final String CLAIM = "https://aws.amazon.com/tags";
  private static final String TAGS = "principal_tags";
  private static final String TRANSITIVE = "transitive_tag_keys";
  private static final String FLAT_TAG = CLAIM + "/" + TAGS + "/";
  private static final String FLAT_TRANSITIVE = CLAIM + "/" + TRANSITIVE;

  TokenTags {
    tags = Map.copyOf(tags);
    transitive = Set.copyOf(transitive);
  }

  /**
   * Reads them.
   *
   * @throws FederationException when they are malformed
   */
  static TokenTags of(JWTClaimsSet claims) {
    Map<String, String> tags = new HashMap<>();
    Set<String> transitive = new HashSet<>();
    claims
        .getClaims()
        .forEach((name, value) -> {
          if (name.equals(CLAIM)) {
            Map<?, ?> nested = object(value);
            object(nested.get(TAGS))
                .forEach((key, tag) -> put(tags, String.valueOf(key), text(tag)));
            transitive.addAll(texts(nested.get(TRANSITIVE)));
          } else if (name.startsWith(FLAT_TAG)) {
            put(tags, name.substring(FLAT_TAG.length()), text(value));
          } else if (name.equals(FLAT_TRANSITIVE)) {
            transitive.addAll(texts(value));
          }
        });
    return new TokenTags(tags, transitive);
  }

  private static void put(Map<String, String> tags, String key, String value) {
    String before = tags.put(key, value);
    if (before != null && !before.equals(value)) {
      throw malformed();
    }
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> map;
      default -> throw malformed();
    };
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(TokenTags::text).toList();
      default -> List.of(text(value));
    };
  }

  /** A text, or a list that holds one. */
  private static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> list when list.size() == 1 && list.getFirst() instanceof String text -> text;
      case null, default -> throw malformed();
    };
  }

  private static FederationException malformed() {
    return invalid("the token's session tags are malformed");
  }
}
