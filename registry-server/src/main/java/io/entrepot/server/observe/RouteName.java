package io.entrepot.server.observe;

import java.util.Locale;

/**
 * The few names that requests are counted under: a label per path would let any client fill the
 * memory.
 */
enum RouteName {
  BASE,
  CATALOG,
  MANIFEST,
  BLOB,
  UPLOAD,
  TAGS,
  REFERRERS,
  OTHER;

  private final String label;

  RouteName() {
    label = name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in the metrics. */
  String label() {
    return label;
  }

  /**
   * By the last parts of the path, without a look at the repository's name: cheap, for each
   * request.
   */
  static RouteName of(String path) {
    if (!path.startsWith("/v2")) {
      return OTHER;
    }
    if (path.length() <= 4) {
      return BASE;
    }
    if (path.equals("/v2/_catalog")) {
      return CATALOG;
    }
    if (path.contains("/blobs/uploads/") || path.endsWith("/blobs/uploads")) {
      return UPLOAD;
    }
    int last = path.lastIndexOf('/');
    int before = path.lastIndexOf('/', last - 1);
    return switch (path.substring(before + 1, last)) {
      case "manifests" -> MANIFEST;
      case "blobs" -> BLOB;
      case "tags" -> TAGS;
      case "referrers" -> REFERRERS;
      default -> OTHER;
    };
  }
}
