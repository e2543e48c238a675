package io.entrepot.storage.encoding;

/**
 * How a blob's bytes lie at rest. Each blob's row holds the label, so that a store may hold blobs
 * of several encodings, and a new one never breaks an old store.
 */
public enum Encoding {
  /** The bytes themselves. */
  PLAIN("plain");

  private final String label;

  Encoding(String label) {
    this.label = label;
  }

  /** What a blob's row holds. Never changes once a release has written it. */
  public String label() {
    return label;
  }

  /**
   * The encoding of that label.
   *
   * @throws IllegalArgumentException when this release does not know it: the store was written by a
   *     newer one
   */
  public static Encoding labelled(String label) {
    for (Encoding encoding : values()) {
      if (encoding.label.equals(label)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException("this release does not know the encoding " + label);
  }
}
