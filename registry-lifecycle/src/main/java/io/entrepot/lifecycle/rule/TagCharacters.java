package io.entrepot.lifecycle.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Asks RE2/J which characters of tags a class, an escape or a plain character takes. */
final class TagCharacters {
  /** All that stands in tags. */
  static final String ALL = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private final Map<String, BitSet> known = new HashMap<>();

  /** Where a part of an expression that begins there ends: where RE2/J first takes it. */
  static int end(String expression, int from) {
    int end = expression.offsetByCodePoints(from, 1);
    while (!whole(expression.substring(from, end))) {
      end = expression.offsetByCodePoints(end, 1);
    }
    return end;
  }

  private static boolean whole(String part) {
    if (part.startsWith("[") && !part.endsWith("]")) {
      return false;
    }
    try {
      Pattern.compile(part);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** What the part takes; not to be changed. */
  BitSet of(String part, boolean folded) {
    return known.computeIfAbsent(folded ? "(?i)" + part : part, TagCharacters::ask);
  }

  private static BitSet ask(String part) {
    BitSet taken = new BitSet();
    Matcher matcher = Pattern.compile(part).matcher(ALL);
    while (matcher.find()) {
      taken.set(ALL.charAt(matcher.start()));
    }
    return taken;
  }
}
