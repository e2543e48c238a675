package io.entrepot.storage.verify;

/** What is counted. */
enum Count {
  BLOBS,
  BLOB_BYTES,
  MANIFESTS,
  REFERENCES,
  FOREIGN_GAPS,
  SPARSE_GAPS,
  TAGS,
  UPLOADS,
  FILES,
  ORPHANS,
  ORPHAN_BYTES,
  BROKEN,
  SET_ASIDE
}
