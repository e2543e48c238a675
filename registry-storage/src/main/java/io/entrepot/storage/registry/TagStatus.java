package io.entrepot.storage.registry;

/** Which images are meant, by whether a tag names them (Amazon ECR API reference, TagStatus). */
public enum TagStatus {
  TAGGED,
  UNTAGGED,
  ANY;

  public boolean includes(boolean tagged) {
    return switch (this) {
      case TAGGED -> tagged;
      case UNTAGGED -> !tagged;
      case ANY -> true;
    };
  }
}
