package io.entrepot.crash;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the server has acknowledged to one client about one repository, which nobody else changes,
 * and what was under way when it died. Used by one thread at a time.
 */
final class Journal {
  /** The value of a tag that is not there. */
  static final String ABSENT = "absent";

  final String repository;

  /** Blobs whose upload was answered with 201. */
  final Set<String> blobs = new TreeSet<>();

  /** Blobs that were sent or found there, and may have been collected since. */
  final Set<String> fleeting = new TreeSet<>();

  /** Manifests whose push was answered with 201, and their bytes. */
  final Map<String, byte[]> manifests = new TreeMap<>();

  /** Tags and the digest they were last acknowledged to have. */
  final Map<String, String> tags = new TreeMap<>();

  /** Uploads that were not acknowledged as ended, by location. */
  final Map<String, OpenUpload> uploads = new TreeMap<>();

  /** For each tag that an unanswered request may have moved: what it may be now, as well. */
  final Map<String, Set<String>> pendingTags = new TreeMap<>();

  /** Manifests that an unanswered request may have deleted. */
  final Set<String> pendingDeletes = new HashSet<>();

  Journal(String repository) {
    this.repository = repository;
  }

  /** A request that may set or remove (ABSENT) a tag is about to be sent. */
  void mayTag(String tag, String value) {
    pendingTags.computeIfAbsent(tag, key -> new HashSet<>()).add(value);
  }

  /** The request was answered. */
  void tagged(String tag, String value) {
    tags.put(tag, value);
    pendingTags.remove(tag);
  }

  /**
   * A request that may delete the manifest and its tags is about to be sent.
   *
   * @return these tags
   */
  List<String> mayDelete(String digest) {
    List<String> gone =
        tags.entrySet().stream()
            .filter(tag -> tag.getValue().equals(digest))
            .map(Map.Entry::getKey)
            .toList();
    pendingDeletes.add(digest);
    gone.forEach(tag -> mayTag(tag, ABSENT));
    return gone;
  }

  /** The request was answered. */
  void deleted(String digest, List<String> gone) {
    manifests.remove(digest);
    pendingDeletes.remove(digest);
    gone.forEach(tag -> tagged(tag, ABSENT));
  }

  /** Whether the tag may have this value now. */
  boolean allows(String tag, String value) {
    return tags.getOrDefault(tag, ABSENT).equals(value)
        || pendingTags.getOrDefault(tag, Set.of()).contains(value);
  }

  /** What was found after a restart is what counts from now on. */
  void settle(String tag, String value) {
    tagged(tag, value);
  }
}
