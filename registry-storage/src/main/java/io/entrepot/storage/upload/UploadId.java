package io.entrepot.storage.upload;

import java.util.Optional;
import java.util.UUID;

/**
 * An upload session's id: a random UUID, which the specification asks a session's location to hold.
 */
public record UploadId(UUID value) {

  /** The id written so; empty when it is not the usual form of a UUID in lower case. */
  public static Optional<UploadId> parse(String text) {
    try {
      UUID value = UUID.fromString(text);
      return value.toString().equals(text) ? Optional.of(new UploadId(value)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
