package io.entrepot.server.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operation takes and gives, before any protocol writes it. Immutable. It may hold secrets,
 * so that none of its values shows its content.
 */
public sealed interface Tree {
  /** Any text. */
  record Text(String value) implements Tree {
    @Override
    public String toString() {
      return "text";
    }
  }

  /** A whole number. */
  record Whole(long value) implements Tree {}

  /** Yes or no. */
  record Flag(boolean value) implements Tree {}

  /** A time, which protocols write each in their way. */
  record Time(Instant value) implements Tree {}

  /** A policy, as JSON; IAM's own protocol writes it with escapes. */
  record Document(String json) implements Tree {
    @Override
    public String toString() {
      return "document";
    }
  }

  /** Values by names that are theirs, not the service's; the Query protocol writes them apart. */
  record Table(Members entries) implements Tree {}

  /** What AWS's answers do not have: its protocols leave it out, our own door tells it. */
  record Ours(Tree value) implements Tree {}

  /** Bytes that a door has taken in. */
  record Bytes(Part part) implements Tree {}

  /** Several of a kind. */
  record Items(List<Tree> values) implements Tree {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** Named values, in their order. */
  record Members(Map<String, Tree> values) implements Tree {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** No members: what an operation gives that has nothing to tell. */
    public static final Members NONE = new Members(Map.of());

    public static Members of(String name, Tree value) {
      return NONE.and(name, value);
    }

    public static Members of(String name, String value) {
      return NONE.and(name, value);
    }

    /** The same with one more at the end. */
    public Members and(String name, Tree value) {
      Map<String, Tree> more = new LinkedHashMap<>(values);
      more.put(name, value);
      return new Members(more);
    }

    public Members and(String name, String value) {
      return and(name, new Text(value));
    }

    /** The same with all of these at the end. */
    public Members and(Members others) {
      Map<String, Tree> more = new LinkedHashMap<>(values);
      more.putAll(others.values());
      return new Members(more);
    }

    public Members and(String name, long value) {
      return and(name, new Whole(value));
    }

    public Members and(String name, boolean value) {
      return and(name, new Flag(value));
    }

    public Members and(String name, Instant value) {
      return and(name, new Time(value));
    }

    /** The same with a text that may be absent, which leaves the name out. */
    public Members and(String name, Optional<String> value) {
      return value.map(text -> and(name, text)).orElse(this);
    }
  }

  /** A list of what each of these gives. */
  static <T> Items items(Collection<T> values, Function<T, Tree> each) {
    return new Items(values.stream().map(each).toList());
  }

  /** A list of texts. */
  static Items texts(Collection<String> values) {
    return items(values, Text::new);
  }
}
