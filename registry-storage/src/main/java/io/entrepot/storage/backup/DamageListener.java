package io.entrepot.storage.backup;

import io.entrepot.storage.oci.Digest;

/** Is told of each blob that the store itself no longer has whole, and the copy so lacks. */
@FunctionalInterface
public interface DamageListener {
  /** Called by several threads, one at a time. */
  void damaged(Digest blob, String why);
}
