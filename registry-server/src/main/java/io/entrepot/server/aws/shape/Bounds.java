package io.entrepot.server.aws.shape;

import java.util.OptionalLong;

/** The least and the most of something: a value, or a number of characters, bytes or members. */
public record Bounds(OptionalLong least, OptionalLong most) {
  /** Anything goes. */
  static final Bounds NONE = new Bounds(OptionalLong.empty(), OptionalLong.empty());

  boolean tooLittle(long value) {
    return least.isPresent() && value < least.getAsLong();
  }

  boolean tooMuch(long value) {
    return most.isPresent() && value > most.getAsLong();
  }
}
