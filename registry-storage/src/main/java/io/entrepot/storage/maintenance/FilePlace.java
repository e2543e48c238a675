package io.entrepot.storage.maintenance;

/**
 * Where a walk over the files to be deleted stands.
 *
 * @param digest of the last file
 * @param removal tells files of one digest from each other
 */
public record FilePlace(String digest, long removal) {
  /** Before the first one. */
  public static final FilePlace START = new FilePlace("", 0);
}
