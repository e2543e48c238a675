package io.entrepot.storage.blob;

import java.io.IOException;

/** A blob's file is not as long as its row says: its bytes are lost, whatever else they are. */
public final class WrongSizeException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongSizeException(String message) {
    super(message);
  }
}
