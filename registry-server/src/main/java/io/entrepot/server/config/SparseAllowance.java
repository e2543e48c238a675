package io.entrepot.server.config;

/** Which manifests may name what the repository does not hold ({@code manifests.allow-sparse}). */
public enum SparseAllowance {
  NONE,
  /** Indexes may lack children. */
  INDEX,
  /** Images may lack blobs as well. */
  IMAGE
}
