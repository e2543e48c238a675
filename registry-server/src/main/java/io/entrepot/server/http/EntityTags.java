package io.entrepot.server.http;

import java.util.List;

/** Entity tags and the conditions on them (RFC 9110, sections 8.8.3 and 13.1). */
public final class EntityTags {
  private EntityTags() {}

  /** The strong entity tag of this opaque text. */
  public static String strong(String opaque) {
    return '"' + opaque + '"';
  }

  /**
   * Whether some If-None-Match field names the tag, by the weak comparison.
   *
   * @param fields the values of the header field, each a list of tags or {@code *}
   * @param tag a strong entity tag
   */
  public static boolean anyNames(List<String> fields, String tag) {
    for (String field : fields) {
      if (field.strip().equals("*") || lists(field, tag)) {
        return true;
      }
    }
    return false;
  }

  /** The opaque text of our tags has no comma or quote, so a tag is found between its quotes. */
  private static boolean lists(String field, String tag) {
    for (int at = field.indexOf(tag); at >= 0; at = field.indexOf(tag, at + 1)) {
      if (startsItem(field, at) && endsItem(field, at + tag.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsItem(String field, int at) {
    int before = field.startsWith("W/", at - 2) ? at - 2 : at;
    while (before > 0 && isBlank(field.charAt(before - 1))) {
      before--;
    }
    return before == 0 || field.charAt(before - 1) == ',';
  }

  private static boolean endsItem(String field, int end) {
    int after = end;
    while (after < field.length() && isBlank(field.charAt(after))) {
      after++;
    }
    return after == field.length() || field.charAt(after) == ',';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
