package io.entrepot.lifecycle.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.entrepot.lifecycle.rule.TagProgram.Place;
import io.entrepot.lifecycle.rule.TagProgram.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads how a regular expression that RE2/J accepts is put together, as far as it matters for tags;
 * what its single parts take is asked of RE2/J ({@link TagCharacters}). A tag has no line breaks,
 * and it is all the same which of several ways a tag matches: the flags m, s and U change nothing.
 */
final class ExpressionReader {
  /** A part of the expression, which puts its steps before the one that comes after it. */
  private interface Part {
    int before(int next);
  }

  private static final Pattern COUNTS =
      Pattern.compile("\\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\\}");

  private static final int UNBOUNDED = -1;

  private final String text;
  private final TagProgram program = new TagProgram();
  private final TagCharacters characters = new TagCharacters();
  private int at;

  /** Whether the case of letters makes no difference from here on. */
  private boolean folded;

  private boolean understood = true;

  private ExpressionReader(String text) {
    this.text = text;
  }

  /**
   * The program of an expression, or nothing if there is something in it that is not read here:
   * quotations, octal numbers, and a change of the flag i but at the very beginning, which RE2/J
   * does not always keep apart ({@code K(?i)(b)|K}).
   */
  static Optional<TagProgram> read(String text) {
    ExpressionReader reader = new ExpressionReader(text);
    Part whole = reader.choice();
    if (!reader.understood) {
      return Optional.empty();
    }
    reader.program.start(whole.before(TagProgram.DONE));
    return Optional.of(reader.program).filter(TagProgram::whole);
  }

  private boolean skip(String next) {
    boolean there = text.startsWith(next, at);
    at += there ? next.length() : 0;
    return there;
  }

  private Part choice() {
    List<Part> ways = new ArrayList<>(List.of(sequence()));
    while (skip("|")) {
      ways.add(sequence());
    }
    return next ->
        ways.stream()
            .map(way -> way.before(next))
            .reduce((one, other) -> program.add(new Step.Fork(one, other)))
            .orElse(next);
  }

  private Part sequence() {
    List<Part> parts = new ArrayList<>();
    while (understood && at < text.length() && "|)".indexOf(text.charAt(at)) < 0) {
      read(parts);
    }
    return next -> {
      int first = next;
      for (Part part : parts.reversed()) {
        first = part.before(first);
      }
      return first;
    };
  }

  private void read(List<Part> parts) {
    switch (text.charAt(at)) {
      case '(' -> group(parts);
      case '*' -> repeat(parts, 1, 0, UNBOUNDED);
      case '+' -> repeat(parts, 1, 1, UNBOUNDED);
      case '?' -> repeat(parts, 1, 0, 1);
      case '{' -> counted(parts);
      case '^' -> parts.add(check(Place.BEGIN, 1));
      case '$' -> parts.add(check(Place.END, 1));
      case '\\' -> parts.add(escape());
      default -> parts.add(take());
    }
  }

  /** Flags without a group hold to the end of the group around them. */
  private void group(List<Part> parts) {
    boolean outside = folded;
    if (skip("(?P<") || skip("(?<")) {
      at = text.indexOf('>', at) + 1;
    } else if (skip("(?")) {
      flags();
      boolean group = text.charAt(at) == ':';
      understood &= folded == outside || (!group && text.lastIndexOf('(', at) == 0);
      if (skip(")")) {
        return;
      }
      at++;
    } else {
      at++;
    }
    parts.add(choice());
    at++;
    folded = outside;
  }

  private void flags() {
    boolean on = true;
    for (; ":)".indexOf(text.charAt(at)) < 0; at++) {
      char flag = text.charAt(at);
      on &= flag != '-';
      folded = flag == 'i' ? on : folded;
    }
  }

  /** Braces without numbers mean themselves. */
  private void counted(List<Part> parts) {
    Matcher counts = COUNTS.matcher(text.substring(at));
    if (!counts.lookingAt()) {
      parts.add(take());
      return;
    }
    int least = Integer.parseInt(counts.group(1));
    int most = least;
    if (counts.group(2) != null) {
      most = counts.group(3) == null ? UNBOUNDED : Integer.parseInt(counts.group(3));
    }
    repeat(parts, counts.end(), least, most);
  }

  private void repeat(List<Part> parts, int length, int least, int most) {
    at += length;
    skip("?");
    Part part = parts.removeLast();
    parts.add(next -> {
      int first = next;
      if (most == UNBOUNDED) {
        first = loop(part, next, least > 0);
      }
      for (int i = least; i < most; i++) {
        first = program.add(new Step.Fork(part.before(first), next));
      }
      for (int i = most == UNBOUNDED ? 1 : 0; i < least; i++) {
        first = part.before(first);
      }
      return first;
    });
  }

  private int loop(Part part, int next, boolean once) {
    int fork = program.add(new Step.Fork(next, next));
    int again = part.before(fork);
    program.set(fork, new Step.Fork(again, next));
    return once ? again : fork;
  }

  private Part check(Place place, int length) {
    at += length;
    return next -> program.add(new Step.Check(place, next));
  }

  private Part escape() {
    return switch (text.charAt(at + 1)) {
      case 'A' -> check(Place.BEGIN, 2);
      case 'z' -> check(Place.END, 2);
      case 'b' -> check(Place.WORD_BOUNDARY, 2);
      case 'B' -> check(Place.NO_WORD_BOUNDARY, 2);
      case 'Q', '0', '1', '2', '3', '4', '5', '6', '7' -> {
        understood = false;
        yield next -> next;
      }
      default -> take();
    };
  }

  private Part take() {
    int end = TagCharacters.end(text, at);
    var taken = characters.of(text.substring(at, end), folded);
    at = end;
    return next -> program.add(new Step.Take(taken, next));
  }
}
