package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Descriptor;

/**
 * One descriptor of a manifest or an index.
 *
 * @param position counts the descriptors of its manifest from 0
 */
public record ReferenceRow(int position, Kind kind, Presence presence, Descriptor target) {

  /** What the manifest names the target as. */
  public enum Kind {
    CONFIG("config"),
    LAYER("layer"),
    MANIFEST("manifest"),
    SUBJECT("subject");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    static Kind labelled(String label) {
      for (Kind kind : values()) {
        if (kind.label.equals(label)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of reference is called " + label);
    }
  }

  /** What was known of the target when the manifest was pushed. */
  public enum Presence {
    /** The repository held it, and does as long as the manifest is there. */
    HELD("held"),
    /** A non-distributable layer that lies elsewhere. */
    FOREIGN("foreign"),
    /** Missing, which the operator allows. */
    SPARSE("sparse"),
    /** A subject, which may come later, go, or never be there. */
    OPTIONAL("optional");

    private final String label;

    Presence(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    static Presence labelled(String label) {
      for (Presence presence : values()) {
        if (presence.label.equals(label)) {
          return presence;
        }
      }
      throw new IllegalArgumentException("no presence is called " + label);
    }
  }
}
