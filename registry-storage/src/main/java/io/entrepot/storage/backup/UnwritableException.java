package io.entrepot.storage.backup;

import java.io.IOException;

/** A fault of the place where the copy goes: it ends the backup, as one of the source does not. */
final class UnwritableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnwritableException(IOException cause) {
    super("the copy cannot be written: " + cause.getMessage(), cause);
  }
}
