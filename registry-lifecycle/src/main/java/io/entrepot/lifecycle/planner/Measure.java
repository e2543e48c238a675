package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.planner.Finding.Since;
import io.entrepot.lifecycle.rule.RuleCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A rule's count, as asked of one image after the other. */
sealed interface Measure {
  /** Whether the image is more than the count lets be. */
  boolean beyond(LifecycleImage image, int rank);

  Finding finding(LifecycleImage image, int rank);

  static Measure of(RuleCount count, Instant now) {
    return switch (count) {
      case RuleCount.All all -> new Nothing();
      case RuleCount.Images(int most) -> new Newest(most);
      case RuleCount.SincePushed(int days) ->
          Days.of(Since.PUSHED, image -> Optional.of(image.freshAt()), days, now);
      case RuleCount.SincePulled(int days) ->
          Days.of(Since.PULLED, image -> Optional.of(image.usedAt()), days, now);
      case RuleCount.SinceTransitioned(int days) ->
          Days.of(Since.ARCHIVED, LifecycleImage::archivedAt, days, now);
    };
  }

  /** No image is too many. */
  record Nothing() implements Measure {
    @Override
    public boolean beyond(LifecycleImage image, int rank) {
      return false;
    }

    @Override
    public Finding finding(LifecycleImage image, int rank) {
      return new Finding.Selected();
    }
  }

  /** Only so many of the newest. */
  record Newest(int most) implements Measure {
    @Override
    public boolean beyond(LifecycleImage image, int rank) {
      return rank > most;
    }

    @Override
    public Finding finding(LifecycleImage image, int rank) {
      return new Finding.Rank(rank, most);
    }
  }

  /** None from before the limit; one without a time is never too old. */
  record Days(
      Since since,
      Function<LifecycleImage, Optional<Instant>> time,
      int most,
      Instant limit,
      Instant now)
      implements Measure {
    static Days of(
        Since since, Function<LifecycleImage, Optional<Instant>> time, int most, Instant now) {
      return new Days(since, time, most, now.minus(Duration.ofDays(most)), now);
    }

    @Override
    public boolean beyond(LifecycleImage image, int rank) {
      return time.apply(image).filter(at -> at.isBefore(limit)).isPresent();
    }

    @Override
    public Finding finding(LifecycleImage image, int rank) {
      return time.apply(image)
          .<Finding>map(at -> new Finding.Age(since, Duration.between(at, now).toDays(), most))
          .orElseGet(Finding.NoTime::new);
    }
  }
}
