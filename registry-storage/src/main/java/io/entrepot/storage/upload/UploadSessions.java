package io.entrepot.storage.upload;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads of this process. Knows which are being written to and keeps, for a short while, the
 * running digest and the open file of those that are between two requests; an upload that is not
 * live is resumed from its file. Whether an upload exists is for its row to say. Any thread.
 *
 * <p>Between two requests a live upload is always as its file is, durably: one with a byte more is
 * dropped when its session is closed. So whoever resumes, from here or from the file, sees the
 * same.
 */
public final class UploadSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadSessions.class);
  private static final long SWEEP_SECONDS = 10;
  private static final int MAX_FILELESS = 10_000;

  private final StorageDriver driver;
  private final DiskThreads disk;
  private final InstantSource clock;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("upload-sweeper").factory());
  private final Future<?> sweeping;

  private final ReentrantLock lock = new ReentrantLock();
  // An upload is in at most one of the two.
  private final Map<UploadId, Hold> held = new HashMap<>();
  private final IdleUploads idle = new IdleUploads();

  /** Uploads of this process that never made a file; the oldest are dropped, which costs a look. */
  private final SequencedSet<UploadId> fileless = new LinkedHashSet<>();

  private boolean closed;

  public UploadSessions(StorageDriver driver, DiskThreads disk, InstantSource clock) {
    this.driver = driver;
    this.disk = disk;
    this.clock = clock;
    this.sweeping =
        sweeper.scheduleWithFixedDelay(
            this::closeExpired, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes note of an upload that is new, so has no file. */
  public void started(UploadId id) {
    lock.lock();
    try {
      fileless.add(id);
      if (fileless.size() > MAX_FILELESS) {
        fileless.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes hold of an upload.
   *
   * @param algorithm of the running digest; the same for all sessions of one upload
   * @param durableBytes how many bytes its row says are durable in its file: 0 for one that has
   *     none
   * @throws io.entrepot.storage.failure.StorageException UploadBusy while another holds it;
   *     UploadUnknown when bytes should be there and are not
   */
  public UploadSession acquire(UploadId id, DigestAlgorithm algorithm, long durableBytes) {
    return acquire(
        id,
        idleBytes -> {
          if (idleBytes.isPresent() && goesOn(idleBytes.get(), algorithm, durableBytes)) {
            return idleBytes.get();
          }
          close(idleBytes.stream().toList());
          UploadBytes bytes = fresh(id, algorithm);
          if (durableBytes > 0) {
            resume(id, bytes, durableBytes);
          }
          return bytes;
        });
  }

  private static boolean goesOn(UploadBytes idle, DigestAlgorithm algorithm, long durableBytes) {
    return idle.algorithm() == algorithm && idle.received() == durableBytes;
  }

  /**
   * Takes hold of an upload whose few bytes the caller keeps durably itself (see {@link
   * UploadSession#inMemory}).
   *
   * @param recorded all of its bytes
   * @throws io.entrepot.storage.failure.StorageException UploadBusy
   */
  public UploadSession acquire(UploadId id, DigestAlgorithm algorithm, byte[] recorded) {
    return acquire(
        id,
        idleBytes -> {
          close(idleBytes.stream().toList());
          UploadBytes bytes = fresh(id, algorithm);
          bytes.add(new ByteBuffer[] {ByteBuffer.wrap(recorded)});
          return bytes;
        });
  }

  @FunctionalInterface
  private interface Opening {
    UploadBytes open(Optional<UploadBytes> idle) throws IOException;
  }

  private UploadSession acquire(UploadId id, Opening opening) {
    Hold hold = new Hold(id);
    Optional<UploadBytes> kept = take(hold);
    boolean open = false;
    try {
      UploadSession session = new UploadSession(hold, opening.open(kept), disk, this::release);
      open = true;
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!open) {
        giveUp(hold);
      }
    }
  }

  private Optional<UploadBytes> take(Hold hold) {
    lock.lock();
    try {
      if (held.putIfAbsent(hold.id(), hold) != null) {
        throw new StorageFailure.UploadBusy(hold.id().toString()).exception();
      }
      return idle.take(hold.id());
    } finally {
      lock.unlock();
    }
  }

  private boolean giveUp(Hold hold) {
    lock.lock();
    try {
      return held.remove(hold.id(), hold);
    } finally {
      lock.unlock();
    }
  }

  private UploadBytes fresh(UploadId id, DigestAlgorithm algorithm) {
    return new UploadBytes(driver, disk, key(id), algorithm);
  }

  private void resume(UploadId id, UploadBytes bytes, long length) throws IOException {
    try {
      bytes.resume(length);
    } catch (NoSuchFileException e) {
      throw new StorageFailure.UploadUnknown(id.toString()).exception();
    } catch (IOException | RuntimeException e) {
      close(List.of(bytes));
      throw e;
    }
  }

  private void release(UploadSession session) {
    Hold hold = session.hold();
    List<UploadBytes> superfluous;
    lock.lock();
    try {
      if (!held.remove(hold.id(), hold)) {
        return;
      }
      if (session.bytes().inMemory().isEmpty()) {
        fileless.remove(hold.id());
      }
      if (!closed && session.canBeContinued()) {
        idle.put(hold.id(), session.bytes(), clock.instant());
        superfluous = idle.takeExpired(clock.instant());
      } else {
        superfluous = List.of(session.bytes());
      }
    } finally {
      lock.unlock();
    }
    close(superfluous);
    if (hold.isForgotten() && !session.isFinished()) {
      forget(hold.id()); // it may have made its file just after the first time
    }
  }

  /**
   * Deletes the file of an upload whose row is gone, if there is one; a session that is held fails
   * from then on with UploadUnknown. Never throws, for the upload has ended whether this succeeds
   * or not; and is not durable: a file that stays or comes back is for {@link #forgetAll}.
   */
  public void forget(UploadId id) {
    close(drop(id).stream().toList());
    StorageKey key = key(id);
    try {
      disk.call(() -> driver.delete(key));
    } catch (IOException | StorageException e) {
      LOG.warn("The file of an upload that has ended could not be deleted", e);
    }
  }

  /**
   * Forgets uploads that have a file, in no order; walks over all of them.
   *
   * @param most how many at most
   * @param ended whether the row of such an upload is gone; called on a disk thread
   * @return how many
   */
  public int forgetAll(int most, Predicate<UploadId> ended) {
    List<UploadId> leftovers = new ArrayList<>();
    try {
      disk.call(() -> {
        driver.list(
            Layout.UPLOADS,
            file ->
                UploadId.parse(file.key().lastComponent())
                    .filter(id -> leftovers.size() < most && ended.test(id))
                    .ifPresent(leftovers::add));
        return true;
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    leftovers.forEach(this::forget);
    return leftovers.size();
  }

  /**
   * Deletes the file of an upload that ended without one, when a session that failed or a crash may
   * have left it. No disk call for an upload that has only been in this process's memory.
   */
  public void forgetLeftover(UploadId id) {
    boolean none;
    lock.lock();
    try {
      none = fileless.remove(id);
    } finally {
      lock.unlock();
    }
    if (!none) {
      forget(id);
    }
  }

  private Optional<UploadBytes> drop(UploadId id) {
    lock.lock();
    try {
      Optional.ofNullable(held.get(id)).ifPresent(Hold::forget);
      fileless.remove(id);
      return idle.take(id);
    } finally {
      lock.unlock();
    }
  }

  /** How many uploads are kept open between two requests. */
  public int idle() {
    lock.lock();
    try {
      return idle.size();
    } finally {
      lock.unlock();
    }
  }

  void closeExpired() {
    List<UploadBytes> expired;
    lock.lock();
    try {
      expired = idle.takeExpired(clock.instant());
    } finally {
      lock.unlock();
    }
    close(expired);
  }

  private static StorageKey key(UploadId id) {
    return Layout.upload(id.value());
  }

  private static void close(Collection<UploadBytes> uploads) {
    for (UploadBytes bytes : uploads) {
      try {
        bytes.close();
      } catch (IOException | StorageException e) {
        // What was promised of it is durable already.
        LOG.warn("An upload's file could not be closed", e);
      }
    }
  }

  /** Uploads that a request is at work on now. */
  public int held() {
    lock.lock();
    try {
      return held.size();
    } finally {
      lock.unlock();
    }
  }

  /** Closes what is live. Sessions that are held end when they are closed. */
  @Override
  public void close() {
    sweeping.cancel(false);
    sweeper.shutdown();
    List<UploadBytes> live;
    lock.lock();
    try {
      closed = true;
      live = idle.takeAll();
    } finally {
      lock.unlock();
    }
    close(live);
  }
}
