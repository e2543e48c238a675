package io.entrepot.storage.backup;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.metadata.MetadataException;
import io.entrepot.storage.metadata.RemovalHold;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hold that a thread of its own renews for as long as the backup takes. A renewal that fails, as
 * when the disk is full for a moment, is tried again at the next time; what counts is that the hold
 * never expired. Any thread.
 */
final class KeptHold implements AutoCloseable {
  /** How long it lasts after it was last renewed. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(KeptHold.class);

  /** Empty for a store of older tables, which nothing collects. */
  private final Optional<RemovalHold> hold;

  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backup-hold").factory());
  private volatile Instant until;
  private volatile boolean lost;

  private KeptHold(Optional<RemovalHold> hold, Instant until, InstantSource clock) {
    this.hold = hold;
    this.until = until;
    this.clock = clock;
  }

  /**
   * Takes a hold in the metadata of a store that may be served.
   *
   * @throws BackupRefusedException when the metadata cannot be written
   */
  static KeptHold take(Path metadata, InstantSource clock) {
    Instant now = clock.instant();
    Instant until = now.plus(LIFE);
    String id = "backup-" + UUID.randomUUID();
    try {
      KeptHold kept = new KeptHold(RemovalHold.take(metadata, id, now, until), until, clock);
      var _ =
          kept.timer.scheduleAtFixedRate(
              kept::renew, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
      return kept;
    } catch (MetadataException | StorageException e) {
      throw new BackupRefusedException(
          metadata
              + " cannot be written, which a backup does so that nothing is deleted before it is"
              + " copied: "
              + e.getMessage());
    }
  }

  private synchronized void renew() {
    Instant now = clock.instant();
    try {
      if (hold.isEmpty() || hold.get().renew(now, now.plus(LIFE))) {
        until = now.plus(LIFE);
      } else {
        lost = true;
      }
    } catch (MetadataException | StorageException e) {
      LOG.warn("the backup's hold could not be renewed; it is tried again until it expires", e);
    }
  }

  /**
   * Returns when all that the snapshot names was kept up to now.
   *
   * @throws HoldExpiredException when it may not have been
   */
  void require() {
    if (lost || !clock.instant().isBefore(until)) {
      throw new HoldExpiredException(LIFE);
    }
  }

  /** The same, and asks the store itself. */
  void confirm() {
    renew();
    require();
  }

  /** Releases it; one that cannot be released expires. */
  @Override
  public void close() {
    timer.close();
    try {
      hold.ifPresent(RemovalHold::close);
    } catch (MetadataException | StorageException e) {
      LOG.warn("the backup's hold could not be released; it expires at {}", until, e);
    }
  }
}
