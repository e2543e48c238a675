package io.entrepot.storage.verify;

/** Is told of each finding as it is made, so that no list of them grows. */
@FunctionalInterface
public interface FindingListener {
  /** Called by one thread at a time. */
  void found(Finding finding);
}
