package io.entrepot.auth.store;

import io.entrepot.auth.identity.KeyUse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses of access keys that wait to be written: the last of each key, so that there are no more than
 * keys. A crash loses those of the last minute. Any thread.
 */
final class KeyUses {
  private final IdentityDatabase database;
  private final Map<String, KeyUse> waiting = new ConcurrentHashMap<>();

  KeyUses(IdentityDatabase database) {
    this.database = database;
  }

  void note(String id, KeyUse use) {
    waiting.put(id, use);
  }

  Optional<KeyUse> waiting(String id) {
    return Optional.ofNullable(waiting.get(id));
  }

  void forget(String id) {
    waiting.remove(id);
  }

  /** Writes what waits, in one transaction. */
  void write() {
    Map<String, KeyUse> batch = Map.copyOf(waiting);
    if (batch.isEmpty()) {
      return;
    }
    database.note(sql -> {
      batch.forEach((id, use) -> KeyRows.noteUse(sql, id, use));
      return true;
    });
    // What was used again meanwhile goes on waiting.
    batch.forEach(waiting::remove);
  }
}
