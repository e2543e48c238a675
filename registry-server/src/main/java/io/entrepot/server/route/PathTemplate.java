package io.entrepot.server.route;

import io.entrepot.server.access.Site;
import java.util.Optional;

/**
 * The form of a path: fixed text, perhaps around {@code {repository}}, which may hold slashes, and
 * perhaps {@code {last}} at the end, which may not. One that ends in a slash matches without it
 * too.
 *
 * <p>It is matched from the right end, since a repository's name may itself hold words such as
 * {@code blobs} or {@code tags}: what counts is the last of them.
 */
final class PathTemplate {
  private static final String REPOSITORY = "{repository}";
  private static final String LAST = "{last}";

  private final String text;
  private final boolean hasRepository;
  private final boolean hasLast;

  /** Before the repository; the whole path when there is none. */
  private final String head;

  /** After the repository, up to the last variable. */
  private final String tail;

  PathTemplate(String text) {
    this.text = text;
    int repository = text.indexOf(REPOSITORY);
    hasRepository = repository >= 0;
    hasLast = text.endsWith(LAST);
    int headEnd = hasLast ? text.length() - LAST.length() : text.length();
    head = text.substring(0, hasRepository ? repository : headEnd);
    tail =
        hasRepository
            ? text.substring(
                repository + REPOSITORY.length(), text.length() - (hasLast ? LAST.length() : 0))
            : "";
  }

  Optional<PathValues> match(Site site, String path) {
    if (!hasRepository && hasLast) {
      return matchLast(site, path);
    }
    if (!hasRepository) {
      return isFixed(path, head) ? Optional.of(new PathValues(site, "", "")) : Optional.empty();
    }
    if (!path.startsWith(head)) {
      return Optional.empty();
    }
    return hasLast ? matchWithLast(site, path) : matchTail(site, path);
  }

  private Optional<PathValues> matchLast(Site site, String path) {
    boolean matches = path.startsWith(head) && path.lastIndexOf('/') == head.lastIndexOf('/');
    String last = matches ? path.substring(head.length()) : "";
    return last.isEmpty() ? Optional.empty() : Optional.of(new PathValues(site, "", last));
  }

  private static boolean isFixed(String path, String fixed) {
    return path.equals(fixed)
        || (fixed.endsWith("/") && path.length() == fixed.length() - 1 && fixed.startsWith(path));
  }

  private Optional<PathValues> matchWithLast(Site site, String path) {
    int last = path.lastIndexOf('/') + 1;
    int tailStart = last - tail.length();
    if (last == path.length() || !isName(tailStart) || !path.startsWith(tail, tailStart)) {
      return Optional.empty();
    }
    return Optional.of(
        new PathValues(site, path.substring(head.length(), tailStart), path.substring(last)));
  }

  private Optional<PathValues> matchTail(Site site, String path) {
    int length = tail.length();
    if (!path.endsWith(tail)) {
      boolean slashLeftOut =
          tail.endsWith("/") && path.regionMatches(path.length() - length + 1, tail, 0, length - 1);
      if (!slashLeftOut) {
        return Optional.empty();
      }
      length--;
    }
    int tailStart = path.length() - length;
    return isName(tailStart)
        ? Optional.of(new PathValues(site, path.substring(head.length(), tailStart), ""))
        : Optional.empty();
  }

  /** Whether something stands between the head and there. */
  private boolean isName(int end) {
    return end > head.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
