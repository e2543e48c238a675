package io.entrepot.server.aws.shape;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the fields of AWS's Query protocol, whose names are paths: {@code Tags.member.1.Key} in a
 * list, {@code Names.entry.1.value} in a map. Fields that nobody knows are left out, as AWS does.
 */
public final class QueryForm {
  /** Deepest path, in steps. */
  static final int MAX_STEPS = 12;

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern PLACE = Pattern.compile("[1-9][0-9]{0,5}");

  private QueryForm() {}

  /** A step of paths, with the value of the path that ends here and the steps that follow. */
  private static final class Step {
    private Optional<String> value = Optional.empty();
    private final Map<String, Step> next = new LinkedHashMap<>();

    Optional<Step> to(String name) {
      return Optional.ofNullable(next.get(name));
    }
  }

  /**
   * The members that are declared.
   *
   * @param fields each name once
   * @throws AwsException MalformedInput when one has another type
   */
  public static Tree.Members read(Shape.Structure shape, Map<String, String> fields) {
    Step root = new Step();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String[] names = field.getKey().split("\\.", MAX_STEPS + 1);
      if (names.length <= MAX_STEPS && shape.members().containsKey(names[0])) {
        Step step = root;
        for (String name : names) {
          step = step.next.computeIfAbsent(name, any -> new Step());
        }
        step.value = Optional.of(field.getValue());
      }
    }
    return structure(shape, root, "");
  }

  private static Tree.Members structure(Shape.Structure shape, Step step, String place) {
    Map<String, Tree> members = new LinkedHashMap<>();
    shape
        .members()
        .forEach((name, member) ->
            step.to(name)
                .ifPresent(
                    inside -> members.put(name, value(member.shape(), inside, place + name))));
    return new Tree.Members(members);
  }

  private static Tree value(Shape shape, Step step, String place) {
    return switch (shape) {
      case Shape.Text text -> new Tree.Text(one(step, place));
      case Shape.Whole whole -> whole(whole, one(step, place), place);
      case Shape.Flag flag -> flag(one(step, place), place);
      case Shape.Bytes bytes -> JsonForm.base64(one(step, place));
      case Shape.Many many -> items(many, step, place);
      case Shape.Table table -> table(table, step, place);
      case Shape.Structure structure -> {
        if (step.value.isPresent()) {
          throw malformed(place, "has members and no value of its own");
        }
        yield structure(structure, step, place + ".");
      }
    };
  }

  private static String one(Step step, String place) {
    if (!step.next.isEmpty()) {
      throw malformed(place, "is one value");
    }
    return step.value.orElseThrow(() -> malformed(place, "has no value"));
  }

  private static Tree whole(Shape.Whole shape, String text, String place) {
    if (WHOLE.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (shape.wide() || value == (int) value) {
        return new Tree.Whole(value);
      }
    }
    throw malformed(place, "is a number");
  }

  private static Tree flag(String text, String place) {
    return switch (text) {
      case "true" -> new Tree.Flag(true);
      case "false" -> new Tree.Flag(false);
      default -> throw malformed(place, "is true or false");
    };
  }

  private static Tree items(Shape.Many many, Step step, String place) {
    List<Tree> items = new ArrayList<>();
    ordered(step, "member", place)
        .forEach(
            (number, each) -> items.add(value(many.each(), each, place + ".member." + number)));
    return new Tree.Items(items);
  }

  private static Tree table(Shape.Table table, Step step, String place) {
    Map<String, Tree> members = new LinkedHashMap<>();
    ordered(step, "entry", place)
        .forEach((number, entry) -> {
          String here = place + ".entry." + number;
          Step key = entry.to("key").orElseThrow(() -> malformed(here, "has a key"));
          Step value = entry.to("value").orElseThrow(() -> malformed(here, "has a value"));
          members.put(one(key, here + ".key"), value(table.value(), value, here + ".value"));
        });
    return new Tree.Members(members);
  }

  /** What is numbered, in order; a list that is named without any is an empty one. */
  private static Map<Integer, Step> ordered(Step step, String kind, String place) {
    if (step.value.filter(text -> !text.isEmpty()).isPresent()) {
      throw malformed(place, "is numbered: " + place + "." + kind + ".1");
    }
    Map<Integer, Step> ordered = new TreeMap<>();
    step.to(kind)
        .ifPresent(numbered ->
            numbered.next.forEach((number, each) -> {
              if (!PLACE.matcher(number).matches()) {
                throw malformed(place + "." + kind, "is numbered from 1");
              }
              ordered.put(Integer.parseInt(number), each);
            }));
    return ordered;
  }

  private static AwsException malformed(String place, String why) {
    return AwsError.MALFORMED_INPUT.because("The parameter " + place + " " + why + ".");
  }
}
