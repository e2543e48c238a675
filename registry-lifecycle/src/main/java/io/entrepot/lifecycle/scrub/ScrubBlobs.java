package io.entrepot.lifecycle.scrub;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.storage.maintenance.ScrubPass;
import io.entrepot.storage.maintenance.Scrubbed;
import io.entrepot.storage.maintenance.Scrubber;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pass over all blobs of the store. It goes on after the last whole blob when it was cut off.
 * Used by one thread at a time.
 */
public final class ScrubBlobs implements JobWork {
  /** The name of the kind of job. */
  public static final String KIND = "scrub";

  /**
   * Blobs that one pass sets aside. Where there are more, something greater than a few bytes is
   * broken, as when a disk is not mounted, and people are to look first; the rest is told alone.
   */
  static final int MOST_SET_ASIDE = 25;

  /** Broken blobs after which a pass ends early, so that neither the log nor the table fills. */
  static final int MOST_BROKEN = 1_000;

  private final Scrubber scrubber;
  private final long bytesPerSecond;

  /**
   * @param bytesPerSecond most to read
   */
  public ScrubBlobs(Scrubber scrubber, long bytesPerSecond) {
    this.scrubber = scrubber;
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public String run(JobRun run) {
    Place place = run.checkpoint().map(Place::parse).orElse(Place.START);
    ScrubPass pass = scrubber.begin(bytesPerSecond, run::requireGoing);
    Optional<Scrubbed> next = next(pass, place);
    while (next.isPresent() && place.broken() < MOST_BROKEN) {
      place = place.after(next.get());
      run.checkpoint(place.text());
      run.progress(place.blobs(), OptionalLong.empty(), "blobs");
      run.requireGoing();
      next = next(pass, place);
    }
    String end = next.isPresent() ? "; the pass ended there, for so many are no accident" : "";
    return "%d blobs of %d bytes were read; %d are broken, of which %d were set aside"
            .formatted(place.blobs(), place.bytes(), place.broken(), place.setAside())
        + end;
  }

  private static Optional<Scrubbed> next(ScrubPass pass, Place place) {
    return pass.next(place.id(), place.setAside() < MOST_SET_ASIDE);
  }
}
