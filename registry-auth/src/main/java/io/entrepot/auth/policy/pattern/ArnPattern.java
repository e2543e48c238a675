package io.entrepot.auth.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern of ARNs, whose parts are matched one by one, so that a wildcard stays within its part.
 * Only where parts are left out may a part that ends with a star take more than one (IAM user
 * guide, IAM JSON policy elements: Resource). Immutable.
 */
public final class ArnPattern {
  private static final int RESOURCE = Arn.PARTS - 1;

  private final String source;
  private final List<Template> parts;

  private ArnPattern(String source, List<Template> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
  }

  /**
   * A pattern with all six parts.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static ArnPattern whole(String text, boolean variables) {
    List<String> parts = split(text, variables);
    if (parts.size() != Arn.PARTS || !parts.getFirst().equals("arn")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an ARN, which has six parts: arn:aws:service:region:account:name");
    }
    return of(text, parts, variables);
  }

  /**
   * A pattern of which parts may be left out: at the end, where any will do, or where a part ends
   * with a star.
   *
   * @param padded whether parts that are missing without a star are taken for {@code *}
   * @throws IllegalArgumentException saying what is wrong
   */
  public static ArnPattern partial(String text, boolean variables, boolean padded) {
    List<String> parts = new ArrayList<>(split(text, variables));
    if (!parts.getFirst().equals("arn") || parts.size() < 2) {
      throw new IllegalArgumentException("'" + text + "' is neither '*' nor an ARN");
    }
    boolean star = parts.stream().anyMatch(part -> part.endsWith("*"));
    if (parts.size() < Arn.PARTS && !star) {
      if (!padded) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a whole ARN, nor does it end with a star");
      }
      parts.add("*");
    }
    for (String part : parts.subList(0, Math.min(RESOURCE, parts.size()))) {
      if (variables && part.contains("${")) {
        throw new IllegalArgumentException(
            "'" + text + "': a variable may stand only after the fifth colon");
      }
    }
    return of(text, parts, variables);
  }

  private static ArnPattern of(String text, List<String> parts, boolean variables) {
    if (text.length() > Template.MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + Template.MAX_LENGTH + " characters");
    }
    return new ArnPattern(
        text, parts.stream().map(part -> Template.parse(part, variables)).toList());
  }

  // A colon within a variable's brackets belongs to the name of its key.
  private static List<String> split(String text, boolean variables) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length() && parts.size() < RESOURCE) {
      if (variables && text.startsWith("${", at) && text.indexOf('}', at) > 0) {
        at = text.indexOf('}', at);
      } else if (text.charAt(at) == ':') {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
      at++;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Whether it is the name of such a thing; empty when a variable has no value. */
  public Optional<Boolean> matches(Arn arn, RequestKeys keys) {
    if (parts.size() < Arn.PARTS) {
      return Optional.of(matchesFrom(0, 0, arn, keys));
    }
    boolean known = true;
    // The last part first: it tells most names apart.
    for (int i = RESOURCE; i > 0; i--) {
      Optional<Glob> glob = parts.get(i).glob(keys);
      if (glob.isEmpty()) {
        known = false;
      } else if (!glob.get().matches(arn.parts().get(i))) {
        return Optional.of(false);
      }
    }
    return known ? Optional.of(true) : Optional.empty();
  }

  // At most six parts on each side: some dozens of tries, each of them of bounded cost. There are
  // no
  // variables, which stand only in a sixth part.
  private boolean matchesFrom(int pattern, int part, Arn arn, RequestKeys keys) {
    if (pattern == parts.size() || part == Arn.PARTS) {
      return pattern == parts.size() && part == Arn.PARTS;
    }
    Glob glob = parts.get(pattern).glob(keys).orElseThrow();
    int most = glob.endsWithStar() ? Arn.PARTS : part + 1;
    for (int end = part + 1; end <= most; end++) {
      if (glob.matches(String.join(":", arn.parts().subList(part, end)))
          && matchesFrom(pattern + 1, end, arn, keys)) {
        return true;
      }
    }
    return false;
  }

  public boolean hasVariables() {
    return parts.stream().anyMatch(Template::hasVariables);
  }

  /** Adds the keys that its variables name, in lower case. */
  public void addKeys(Set<String> keys) {
    parts.forEach(part -> part.addKeys(keys));
  }

  @Override
  public String toString() {
    return source;
  }
}
