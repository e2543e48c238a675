package io.entrepot.server.aws;

import io.entrepot.auth.identity.PageRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of an operation's input, each read by the name and as the type that it has to have.
 * It notes which were asked for, so that those nobody knows are refused. One thread.
 */
public final class Input {
  private final Tree.Members members;
  private final String place;
  private final Set<String> asked = new HashSet<>();

  Input(Tree.Members members) {
    this(members, "");
  }

  private Input(Tree.Members members, String place) {
    this.members = members;
    this.place = place;
  }

  /** A text that has to be there and is not empty. */
  public String text(String name) {
    return required(name, optionalText(name));
  }

  public Optional<String> optionalText(String name) {
    return find(name).map(value -> textOf(value, at(name)));
  }

  public Optional<Boolean> flag(String name) {
    return find(name)
        .map(value -> {
          if (value instanceof Tree.Flag flag) {
            return flag.value();
          }
          throw wrongType(at(name), "a boolean");
        });
  }

  /**
   * A whole number.
   *
   * @param least and most are what it may be
   */
  public Optional<Integer> whole(String name, int least, int most) {
    return find(name)
        .map(value -> {
          if (!(value instanceof Tree.Whole number)) {
            throw wrongType(at(name), "a whole number");
          }
          if (number.value() < least || number.value() > most) {
            throw AwsError.VALIDATION.because(
                at(name) + " has to be between " + least + " and " + most + ".");
          }
          return (int) number.value();
        });
  }

  /** A whole number from 0 that has to be there. */
  public long number(String name) {
    Tree value = find(name).orElseThrow(() -> missing(at(name)));
    if (!(value instanceof Tree.Whole number)) {
      throw wrongType(at(name), "a whole number");
    }
    if (number.value() < 0) {
      throw AwsError.VALIDATION.because(at(name) + " has to be 0 or more.");
    }
    return number.value();
  }

  /**
   * Bytes that have to be there; a text is their Base64.
   *
   * @param most of them
   */
  public Part part(String name, int most) {
    Part part =
        switch (find(name).orElseThrow(() -> missing(at(name)))) {
          case Tree.Bytes bytes -> bytes.part();
          case Tree.Text text -> Part.of(decoded(name, text.value()));
          default -> throw wrongType(at(name), "Base64");
        };
    if (part.size() > most) {
      throw AwsError.VALIDATION.because(at(name) + " has at most " + most + " bytes.");
    }
    return part;
  }

  /** The same where they need not be there. */
  public Optional<Part> optionalPart(String name, int most) {
    return find(name).isPresent() ? Optional.of(part(name, most)) : Optional.empty();
  }

  private byte[] decoded(String name, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw wrongType(at(name), "Base64");
    }
  }

  /** A list of texts; empty when it is not there. */
  public Optional<List<String>> texts(String name) {
    return find(name)
        .map(value -> {
          List<String> texts = new ArrayList<>();
          for (Tree each : items(name, value)) {
            texts.add(textOf(each, at(name) + "[" + texts.size() + "]"));
          }
          return texts;
        });
  }

  /** A list of texts that has to be there and is not empty. */
  public List<String> someTexts(String name) {
    return texts(name).filter(all -> !all.isEmpty()).orElseThrow(() -> missing(at(name)));
  }

  /** A list of objects, each to be read like this; empty when it is not there. */
  public List<Input> inputs(String name) {
    List<Input> inputs = new ArrayList<>();
    for (Tree each : find(name).map(value -> items(name, value)).orElse(List.of())) {
      String here = at(name) + "[" + inputs.size() + "]";
      if (!(each instanceof Tree.Members inside)) {
        throw wrongType(here, "an object");
      }
      inputs.add(new Input(inside, here + "."));
    }
    return inputs;
  }

  /** An object, to be read like this, whose rest its reader refuses; empty when it is not there. */
  public Optional<Input> input(String name) {
    return find(name)
        .map(value -> {
          if (value instanceof Tree.Members inside) {
            return new Input(inside, at(name) + ".");
          }
          throw wrongType(at(name), "an object");
        });
  }

  /** The same where it has to be there. */
  public Input requiredInput(String name) {
    return input(name).orElseThrow(() -> missing(at(name)));
  }

  /** Tags, in AWS's form of a list; empty when it is not there. */
  public Map<String, String> tags(String name) {
    return tags(name, AwsError.INVALID_INPUT);
  }

  /**
   * The same.
   *
   * @param twice what a key that is there twice is to this service
   */
  public Map<String, String> tags(String name, AwsError twice) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tree each : find(name).map(value -> items(name, value)).orElse(List.of())) {
      String here = at(name) + "[" + tags.size() + "]";
      if (!(each instanceof Tree.Members pair)) {
        throw wrongType(here, "an object with Key and Value");
      }
      Input tag = new Input(pair, here + ".");
      String key = tag.text("Key");
      String value = tag.optionalText("Value").orElseThrow(() -> missing(here + ".Value"));
      tag.refuseRest();
      if (tags.put(key, value) != null) {
        throw twice.because(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    return tags;
  }

  /** The members {@code Marker} and {@code MaxItems}. */
  public PageRequest page() {
    return new PageRequest(
        optionalText("Marker"),
        whole("MaxItems", 1, PageRequest.MAX_ITEMS).orElse(PageRequest.DEFAULT_ITEMS));
  }

  /**
   * A text of a closed list.
   *
   * @param known reads it, and is empty for what is not on the list
   */
  public <T> Optional<T> oneOf(String name, List<String> all, Function<String, T> known) {
    return optionalText(name)
        .map(text -> {
          if (!all.contains(text)) {
            throw AwsError.VALIDATION.because(
                at(name) + " has to be one of " + String.join(", ", all) + ".");
          }
          return known.apply(text);
        });
  }

  /** Refuses members that nobody asked for; of the whole input the desk asks it. */
  public void refuseRest() {
    for (String name : members.values().keySet()) {
      if (!asked.contains(name)) {
        throw AwsError.VALIDATION.because(
            at(name)
                + " is not known here; "
                + (asked.isEmpty() ? "there are no members" : known())
                + ".");
      }
    }
  }

  private String known() {
    return "the members are " + String.join(", ", asked.stream().sorted().toList());
  }

  private Optional<Tree> find(String name) {
    asked.add(name);
    return Optional.ofNullable(members.values().get(name));
  }

  private List<Tree> items(String name, Tree value) {
    if (value instanceof Tree.Items items) {
      return items.values();
    }
    throw wrongType(at(name), "a list");
  }

  private static String textOf(Tree value, String at) {
    if (value instanceof Tree.Text text) {
      return text.value();
    }
    throw wrongType(at, "a string");
  }

  private String required(String name, Optional<String> text) {
    return text.filter(value -> !value.isEmpty()).orElseThrow(() -> missing(at(name)));
  }

  private String at(String name) {
    return place + name;
  }

  private static AwsException missing(String at) {
    return AwsError.VALIDATION.because(at + " is missing or empty.");
  }

  private static AwsException wrongType(String at, String type) {
    return AwsError.SERIALIZATION.because(at + " has to be " + type + ".");
  }

  /** The names alone. */
  @Override
  public String toString() {
    return "Input" + members.values().keySet();
  }
}
