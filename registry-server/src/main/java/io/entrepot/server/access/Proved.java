package io.entrepot.server.access;

import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.decide.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What credentials proved, with what their owner had when it was last looked up: kept for as long
 * as no identity changes, since to look it up costs more than all else of a request. Any thread.
 */
final class Proved {
  /** Looked up again after this time at the latest, so that standings hear that a key is used. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Proof proof;
  private volatile @Nullable Worth worth;

  private record Worth(long generation, Instant until, Standing standing) {}

  Proved(Proof proof) {
    this.proof = proof;
  }

  Proof proof() {
    return proof;
  }

  /**
   * What the owner has, with what its session adds; empty when it cannot be told from memory, or
   * the owner or the credential is gone. Never blocks.
   */
  Optional<Standing> worthNow(Standings standings, Instant now) {
    long generation = standings.generation();
    Worth before = worth;
    if (before != null && before.generation() == generation && now.isBefore(before.until())) {
      return Optional.of(before.standing());
    }
    if (proof.login().isEmpty()) {
      return Optional.of(Standing.NONE);
    }
    return kept(generation, now, standings.now(proof.login().get(), proof.session()));
  }

  /** The same, never for want of memory; may block. */
  Optional<Standing> worth(Standings standings, Instant now) {
    Optional<Standing> inMemory = worthNow(standings, now);
    if (inMemory.isPresent()) {
      return inMemory;
    }
    long generation = standings.generation();
    return kept(generation, now, standings.of(proof.login().orElseThrow(), proof.session()));
  }

  private Optional<Standing> kept(long generation, Instant now, StandingLookup found) {
    if (!(found instanceof StandingLookup.Current current)) {
      return Optional.empty();
    }
    worth = new Worth(generation, now.plus(LONGEST), current.standing());
    return Optional.of(current.standing());
  }
}
