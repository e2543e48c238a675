package io.entrepot.storage.registry;

/** Which manifests may name what the repository does not hold ({@code manifests.allow-sparse}). */
public enum SparseManifests {
  /** None: every blob and child is held first. */
  NONE,
  /** Indexes may name missing children, for mirrors that hold only some platforms. */
  INDEX,
  /** Images may name missing blobs as well. */
  IMAGE
}
