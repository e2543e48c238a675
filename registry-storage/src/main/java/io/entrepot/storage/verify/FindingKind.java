package io.entrepot.storage.verify;

/** What verification can find. */
public enum FindingKind {
  /** The database file is damaged, or its rows contradict each other. */
  DATABASE_DAMAGED("database-damaged", true),
  /** A blob has a row and no bytes. */
  BLOB_MISSING("blob-missing", true),
  /** A blob's bytes are not what its digest says. */
  BLOB_DAMAGED("blob-damaged", true),
  /** A blob's bytes are there and cannot be read; another time they perhaps can. */
  BLOB_UNREADABLE("blob-unreadable", true),
  /** A manifest's bytes are not what its digest says, or are no manifest. */
  MANIFEST_DAMAGED("manifest-damaged", true),
  /** What the rows say a manifest names is not what it names. */
  REFERENCE_WRONG("reference-wrong", true),
  /** A manifest names something that its repository held and holds no longer. */
  REFERENCE_LOST("reference-lost", true),
  /** A tag whose manifest is not there. */
  TAG_LOST("tag-lost", true),
  /** An open upload lacks bytes that were acknowledged. */
  UPLOAD_LOST("upload-lost", true),
  /** A blob's file that no row names: a crash left it, nothing serves it. */
  BLOB_ORPHANED("blob-orphaned", false),
  /** An upload's file that no row names. */
  UPLOAD_ORPHANED("upload-orphaned", false);

  private final String label;
  private final boolean broken;

  FindingKind(String label, boolean broken) {
    this.label = label;
    this.broken = broken;
  }

  /** The word that reports use; programs read it, so it stays. */
  public String label() {
    return label;
  }

  /** Whether something acknowledged is lost; else it is only space that is wasted. */
  public boolean isBroken() {
    return broken;
  }
}
