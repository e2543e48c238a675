package io.entrepot.storage.event;

import java.time.Instant;

/** What came of an offer. */
public sealed interface Outcome {
  Offer offer();

  /** The sink has it. */
  record Taken(Offer offer) implements Outcome {}

  /** It is to be offered again. */
  record Again(Offer offer, Instant due, String error) implements Outcome {}

  /** It is given up. */
  record Dead(Offer offer, Instant at, String error) implements Outcome {}
}
