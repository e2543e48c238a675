package io.entrepot.crash;

import java.util.concurrent.atomic.LongAdder;

/** What the clients of a soak did. Any thread. */
final class SoakFigures {
  final LongAdder pushed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder pulled = new LongAdder();
  final LongAdder deleted = new LongAdder();
  final LongAdder restored = new LongAdder();
  final LongAdder repositories = new LongAdder();

  @Override
  public String toString() {
    return "%d pushes, %d tries refused, %d pulls, %d images and %d repositories deleted, %d restored"
        .formatted(
            pushed.sum(),
            refused.sum(),
            pulled.sum(),
            deleted.sum(),
            repositories.sum(),
            restored.sum());
  }
}
