package io.entrepot.storage.maintenance;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.Removals;
import io.entrepot.storage.metadata.ScrubRows;
import io.entrepot.storage.metadata.ScrubRows.Found;
import io.entrepot.storage.metadata.ScrubRows.Linker;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.verify.BlobReader;
import io.entrepot.storage.verify.Finding;
import io.entrepot.storage.verify.FindingKind;
import io.entrepot.storage.verify.Namers;
import io.entrepot.storage.verify.Pace;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one blob after the other. Used by one thread at a time.
 *
 * <p>What looks broken is read a second time. Then one transaction takes its rows out, if they
 * still name the very copy that was read: it may have been collected, or pushed again. After that
 * the file is moved to the quarantine; a crash in between leaves a file that no row names, which a
 * verification reports. What cannot be read, though it is there and whole by its size, is only
 * told: the disk may do better another day, and clients have no better copy than its rows say.
 */
public final class ScrubPass {
  /** Links that one transaction takes away, of a blob that very many repositories share. */
  static final int LINKS = 500;

  /** Bytes that a small blob counts for, as there may be millions of them. */
  static final int LEAST_COST = 16 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(ScrubPass.class);

  /** What one transaction came to. */
  private enum Step {
    /** The row is another, or gone: nothing is wrong with what is there now. */
    OVERTAKEN,
    MORE,
    DONE
  }

  private final Scrubber scrubber;
  private final Database database;
  private final BlobStore blobs;
  private final UnlinkListener listener;
  private final InstantSource clock;
  private final Pace pace;
  private final BlobReader reader;

  ScrubPass(
      Scrubber scrubber,
      Database database,
      BlobStore blobs,
      UnlinkListener listener,
      InstantSource clock,
      long bytesPerSecond,
      Runnable between) {
    this.scrubber = scrubber;
    this.database = database;
    this.blobs = blobs;
    this.listener = listener;
    this.clock = clock;
    this.pace = new Pace(bytesPerSecond);
    this.reader =
        new BlobReader(
            blobs,
            blob -> database.read(sql -> BlobRows.content(sql, blob.id())),
            bytes -> {
              scrubber.read(bytes);
              pace.take(bytes);
              between.run();
            });
  }

  /**
   * Reads the next blob, however long that takes.
   *
   * @param after the place where the last one ended; 0 for the first
   * @param maySetAside whether one that is broken is set aside; else it is told alone
   * @return empty when there is none
   */
  public Optional<Scrubbed> next(long after, boolean maySetAside) {
    Optional<BlobRow> next =
        database.read(sql -> BlobRows.page(sql, after, 1)).stream().findFirst();
    return next.map(blob -> {
      Scrubbed scrubbed = scrub(blob, maySetAside);
      scrubber.count(scrubbed);
      pace.take((int) Math.max(0, LEAST_COST - blob.size()));
      return scrubbed;
    });
  }

  private Scrubbed scrub(BlobRow blob, boolean maySetAside) {
    Scrubbed sound = new Scrubbed(blob.id(), blob.size(), false, false);
    if (reader.examine(blob).isEmpty() || !isStill(blob)) {
      return sound;
    }
    Optional<Finding> again = reader.examine(blob);
    if (again.isEmpty()) {
      LOG.warn("blob {} was read wrong once, and right when it was read again", blob.digest());
      return sound;
    }
    boolean aside = maySetAside && again.get().kind() != FindingKind.BLOB_UNREADABLE;
    return tell(blob, again.get(), aside)
        ? new Scrubbed(blob.id(), blob.size(), true, aside)
        : sound;
  }

  private boolean isStill(BlobRow blob) {
    return database.read(sql -> isStill(sql, blob));
  }

  private static boolean isStill(Sql sql, BlobRow blob) {
    return BlobRows.find(sql, blob.digest()).equals(Optional.of(blob));
  }

  /** Whether there still was something to tell. */
  private boolean tell(BlobRow blob, Finding finding, boolean aside) {
    String why = finding.why() + database.read(sql -> Namers.of(sql, blob));
    Found found =
        new Found(blob.digest(), blob.size(), finding.kind().label(), why, aside, clock.instant());
    if (!(aside ? setAside(blob, found) : note(blob, found))) {
      return false;
    }
    LOG.error(
        "blob {} of {} bytes is broken and {}: {}",
        blob.digest(),
        blob.size(),
        aside ? "set aside; push it again" : "left as it is",
        why);
    return true;
  }

  private boolean note(BlobRow blob, Found found) {
    return database.write(transaction -> {
      boolean still = isStill(transaction.sql(), blob);
      if (still) {
        ScrubRows.insert(transaction.sql(), found);
      }
      return still;
    });
  }

  private boolean setAside(BlobRow blob, Found found) {
    if (blob.location() instanceof BlobLocation.Inline) {
      database
          .read(sql -> BlobRows.content(sql, blob.id()))
          .ifPresent(bytes -> blobs.quarantine(blob.digest(), "inline-" + blob.id(), bytes));
    }
    Step step = Step.MORE;
    while (step == Step.MORE) {
      step = database.write(transaction -> removeSome(transaction, blob, found));
    }
    if (step == Step.DONE && blob.location() instanceof BlobLocation.Stored stored) {
      blobs.quarantine(blob.digest(), stored);
    }
    return step == Step.DONE;
  }

  private Step removeSome(Transaction transaction, BlobRow blob, Found found) {
    Sql sql = transaction.sql();
    if (!isStill(sql, blob)) {
      return Step.OVERTAKEN;
    }
    List<Linker> linkers = ScrubRows.linkers(sql, blob.id(), LINKS);
    for (Linker linker : linkers) {
      LinkRows.unlink(sql, linker.repository(), blob.id());
      linker
          .key()
          .ifPresent(key -> transaction.afterCommit(() -> listener.unlinked(key, blob.digest())));
    }
    if (LinkRows.isLinked(sql, blob.id())) {
      return Step.MORE;
    }
    Removals.blob(sql, blob.id());
    ScrubRows.insert(sql, found);
    return Step.DONE;
  }
}
