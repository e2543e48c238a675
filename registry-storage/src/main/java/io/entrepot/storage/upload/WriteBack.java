package io.entrepot.storage.upload;

import io.entrepot.storage.driver.DiskThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces a transfer's bytes to the disk while more come, so that the last force is short and a
 * crash loses little. One force runs at a time; when the disk is slower than the sender, they get
 * larger.
 */
final class WriteBack implements AutoCloseable {
  /** Bytes between the starts of two forces: 32 MiB. */
  static final long INTERVAL = 32L * 1024 * 1024;

  private final UploadBytes bytes;
  private final DiskThreads disk;
  private final Checkpoint checkpoint;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private long startedAt;
  private boolean busy;
  private Optional<RuntimeException> failure = Optional.empty();

  WriteBack(UploadBytes bytes, DiskThreads disk, Checkpoint checkpoint) {
    this.bytes = bytes;
    this.disk = disk;
    this.checkpoint = checkpoint;
    this.startedAt = bytes.received();
  }

  /** Starts a force when it is time to; throws what an earlier one met. */
  void start() {
    if (bytes.received() - startedAt < INTERVAL) {
      return;
    }
    lock.lock();
    try {
      throwFailure();
      if (!busy && disk.tryInBackground(this::run)) {
        busy = true;
        startedAt = bytes.received();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Optional<RuntimeException> met = Optional.empty();
    try {
      checkpoint.durable(bytes.force());
    } catch (IOException e) {
      met = Optional.of(new UncheckedIOException(e));
    } catch (RuntimeException e) {
      met = Optional.of(e);
    } finally {
      ended(met);
    }
  }

  private void ended(Optional<RuntimeException> met) {
    lock.lock();
    try {
      busy = false;
      failure = met;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the force that runs, if any, and throws what it met. */
  @Override
  public void close() {
    lock.lock();
    try {
      while (busy) {
        idle.awaitUninterruptibly();
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
