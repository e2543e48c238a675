package io.entrepot.storage.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Uploads between two requests, whose open file and running digest are kept for a short while. Not
 * safe for use by several threads.
 */
final class IdleUploads {
  /** How long an upload is kept open between two requests. */
  static final Duration MAX_IDLE = Duration.ofSeconds(60);

  /** How many are kept open at most; the one that has waited longest goes first. */
  static final int MAX_OPEN = 256;

  private record Idle(UploadBytes bytes, Instant since) {}

  private final Map<UploadId, Idle> idle = new LinkedHashMap<>();

  void put(UploadId id, UploadBytes bytes, Instant now) {
    idle.put(id, new Idle(bytes, now));
  }

  Optional<UploadBytes> take(UploadId id) {
    return Optional.ofNullable(idle.remove(id)).map(Idle::bytes);
  }

  /** Takes those that are not to be kept any longer. */
  List<UploadBytes> takeExpired(Instant now) {
    List<UploadBytes> expired = new ArrayList<>();
    var oldestFirst = idle.values().iterator();
    while (oldestFirst.hasNext()) {
      Idle oldest = oldestFirst.next();
      if (idle.size() <= MAX_OPEN && now.isBefore(oldest.since().plus(MAX_IDLE))) {
        break;
      }
      expired.add(oldest.bytes());
      oldestFirst.remove();
    }
    return expired;
  }

  List<UploadBytes> takeAll() {
    List<UploadBytes> all = new ArrayList<>(idle.values().stream().map(Idle::bytes).toList());
    idle.clear();
    return all;
  }

  int size() {
    return idle.size();
  }
}
