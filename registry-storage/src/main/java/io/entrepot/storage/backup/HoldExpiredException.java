package io.entrepot.storage.backup;

import java.time.Duration;

/** A backup that broke off because files that it was to copy were not kept for it any more. */
public final class HoldExpiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HoldExpiredException(Duration life) {
    super(
        "its hold on the store's files was not renewed for "
            + life.toMinutes()
            + " minutes and expired, so some may have been deleted before they were copied;"
            + " take the backup again");
  }
}
