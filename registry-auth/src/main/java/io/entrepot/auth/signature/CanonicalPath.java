package io.entrepot.auth.signature;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** How the path of a request is signed. */
enum CanonicalPath {
  /** Tidied, and encoded once more than it was sent: everywhere but in S3. */
  TIDY {
    @Override
    String of(String path) {
      return UriText.encodePath(tidy(path));
    }
  },

  /** As it was sent, but all encoded alike: a name of an object may hold anything. */
  PLAIN {
    @Override
    String of(String path) {
      // One segment at a time: a slash that was encoded stays so.
      return ClaimParts.split(path, '/').stream()
          .map(segment -> UriText.encode(UriText.decodePath(segment)))
          .collect(Collectors.joining("/"));
    }
  };

  /** The service that names objects by paths. */
  static final String OBJECTS = "s3";

  /** That of a service. */
  static CanonicalPath ofService(String service) {
    return service.equals(OBJECTS) ? PLAIN : TIDY;
  }

  abstract String of(String path);

  /** Without empty segments and dots (RFC 3986, 5.2.4); what is encoded is no dot. */
  private static String tidy(String path) {
    Deque<String> kept = new ArrayDeque<>();
    boolean folder = true;
    int start = 1;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      String segment = path.substring(start, end);
      folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!folder) {
        kept.addLast(segment);
      }
      start = end + 1;
    }
    return kept.isEmpty() ? "/" : "/" + String.join("/", kept) + (folder ? "/" : "");
  }
}
