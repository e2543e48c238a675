package io.entrepot.lifecycle.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * What a regular expression asks of a tag, as numbered steps that lead to others: an automaton that
 * is in several of them at once. It is made from its end to its start, so that each step knows what
 * comes after it; once made it does not change.
 */
final class TagProgram {
  /** As RE2/J bounds the expression, more can only come of repeating nothing. */
  static final int MOST_STEPS = 2 * TagExpression.MAX_SIZE;

  /** The number of the step that each tag ends with. */
  static final int DONE = 0;

  /** What stands before the first character and after the last one. */
  static final char EDGE = '\0';

  sealed interface Step {
    /** The end of the expression. */
    record Done() implements Step {}

    /** One of these characters. */
    record Take(BitSet characters, int next) implements Step {}

    /** No character, and either way. */
    record Fork(int one, int other) implements Step {}

    /** No character, where this holds. */
    record Check(Place place, int next) implements Step {}
  }

  /** What may be asked of the place between two characters. */
  enum Place {
    BEGIN,
    END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY;

    private boolean ofWords() {
      return this == WORD_BOUNDARY || this == NO_WORD_BOUNDARY;
    }

    private boolean holds(char before, char after) {
      return switch (this) {
        case BEGIN -> before == EDGE;
        case END -> after == EDGE;
        case WORD_BOUNDARY -> word(before) != word(after);
        case NO_WORD_BOUNDARY -> word(before) == word(after);
      };
    }
  }

  private final List<Step> steps = new ArrayList<>(List.of(new Step.Done()));
  private int start = DONE;
  private boolean whole = true;

  /** Whether it is one of a word, in RE2's sense, which all characters of tags but two are. */
  static boolean word(char character) {
    return character != EDGE && character != '-' && character != '.';
  }

  /** Adds a step and tells its number; one too many is left out. */
  int add(Step step) {
    whole &= steps.size() < MOST_STEPS;
    if (!whole) {
      return DONE;
    }
    steps.add(step);
    return steps.size() - 1;
  }

  /** Puts a step in the place of another, for what leads back to itself. */
  void set(int number, Step step) {
    if (whole) {
      steps.set(number, step);
    }
  }

  void start(int number) {
    start = number;
  }

  /** Whether no step was left out. */
  boolean whole() {
    return whole;
  }

  /** The step to begin with. */
  BitSet start() {
    BitSet first = new BitSet();
    first.set(start);
    return first;
  }

  /** The steps that take the character: where they are the same, characters are. */
  BitSet takers(char character) {
    BitSet takers = new BitSet();
    for (int i = 0; i < steps.size(); i++) {
      takers.set(i, steps.get(i) instanceof Step.Take take && take.characters().get(character));
    }
    return takers;
  }

  /** Whether it matters which characters are those of a word. */
  boolean asksForWords() {
    return steps.stream()
        .anyMatch(step -> step instanceof Step.Check(Place place, int next) && place.ofWords());
  }

  /** Where those of these steps lead that take the character. */
  BitSet after(BitSet from, char before, char character) {
    BitSet next = new BitSet();
    reached(from, before, character).stream()
        .forEach(number -> {
          if (steps.get(number) instanceof Step.Take(BitSet characters, int to)
              && characters.get(character)) {
            next.set(to);
          }
        });
    return next;
  }

  /** Whether a tag may end at some of these steps. */
  boolean ends(BitSet from, char before) {
    return reached(from, before, EDGE).get(DONE);
  }

  /** These steps, and those that they lead to between two characters. */
  private BitSet reached(BitSet from, char before, char after) {
    BitSet reached = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>();
    from.stream().forEach(waiting::add);
    while (!waiting.isEmpty()) {
      int number = waiting.remove();
      if (reached.get(number)) {
        continue;
      }
      reached.set(number);
      switch (steps.get(number)) {
        case Step.Fork(int one, int other) -> {
          waiting.add(one);
          waiting.add(other);
        }
        case Step.Check(Place place, int next) when place.holds(before, after) -> waiting.add(next);
        case Step.Check check -> {}
        case Step.Take take -> {}
        case Step.Done done -> {}
      }
    }
    return reached;
  }
}
