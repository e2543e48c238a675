package io.entrepot.auth.token;

import java.util.List;

/** Where signing keys are kept from start to start, sealed. May block; any thread. */
public interface KeyShelf {
  /** All keys, in any order. */
  List<SigningKey> keys();

  /** Keeps a further key, durably before this returns. */
  void add(SigningKey key);

  /** Throws a key away for good; nothing happens when there is none of this id. */
  void remove(String id);
}
