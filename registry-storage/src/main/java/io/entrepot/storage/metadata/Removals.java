package io.entrepot.storage.metadata;

/**
 * Takes broken things out of the metadata, with all that would serve them, so that a client which
 * asks finds them missing and pushes them again. Nothing is told the caches of a running server,
 * which is its callers' matter.
 */
public final class Removals {
  private Removals() {}

  /** The blob, its links and its inline bytes. What manifests say of it stays. */
  public static void blob(Sql sql, long blob) {
    sql.update("DELETE FROM repository_blob WHERE blob = ?", blob);
    sql.update("DELETE FROM blob_content WHERE blob = ?", blob);
    sql.update("DELETE FROM blob WHERE id = ?", blob);
  }

  /** The manifest, its tags, what it names and what is known of it. */
  public static void manifest(Sql sql, long manifest) {
    TagRows.deleteOf(sql, manifest);
    ReferenceRows.deleteOf(sql, manifest);
    PullRows.deleteOf(sql, manifest);
    PinRows.remove(sql, manifest);
    ExpiredRows.remove(sql, manifest);
    ManifestRows.delete(sql, manifest);
  }

  public static void tag(Sql sql, long repository, String name) {
    sql.update("DELETE FROM tag WHERE repository = ? AND name = ?", repository, name);
  }
}
