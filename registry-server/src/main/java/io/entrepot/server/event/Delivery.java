package io.entrepot.server.event;

import java.time.Duration;
import java.util.Optional;

/** What a sink did with an event. */
public sealed interface Delivery {
  /** It has it. */
  record Taken() implements Delivery {}

  /**
   * It has not, as far as is known.
   *
   * @param why for an operator, with no secret in it
   * @param pause how long it asks to be left alone
   */
  record Refused(String why, Optional<Duration> pause) implements Delivery {
    /** The longest reason that is kept, in characters. */
    static final int MAX_REASON = 300;

    public Refused {
      why = why.length() > MAX_REASON ? why.substring(0, MAX_REASON) : why;
    }

    public Refused(String why) {
      this(why, Optional.empty());
    }
  }
}
