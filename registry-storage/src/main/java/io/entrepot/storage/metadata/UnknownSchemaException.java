package io.entrepot.storage.metadata;

/** The metadata's tables are of another version than this release reads. */
public final class UnknownSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSchemaException(String found, String known) {
    super(
        "the metadata has schema version "
            + found
            + ", and this release reads version "
            + known
            + "; start the server once to bring an older store up to date");
  }
}
