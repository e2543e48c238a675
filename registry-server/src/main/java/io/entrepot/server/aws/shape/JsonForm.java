package io.entrepot.server.aws.shape;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Tree;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what stood in a JSON body against the types that are declared. Members that nobody knows
 * are left out, as AWS does.
 */
public final class JsonForm {
  private JsonForm() {}

  /**
   * The members that are declared.
   *
   * @throws AwsException SerializationException when one has another type
   */
  public static Tree.Members read(Shape.Structure shape, Tree.Members body) {
    Map<String, Tree> members = new LinkedHashMap<>();
    shape
        .members()
        .forEach((name, member) -> {
          Tree value = body.values().get(name);
          if (value != null) {
            members.put(name, value(member.shape(), value));
          }
        });
    return new Tree.Members(members);
  }

  private static Tree value(Shape shape, Tree value) {
    return switch (shape) {
      case Shape.Text text when value instanceof Tree.Text -> value;
      case Shape.Text text -> throw wrong(value, "a String");
      case Shape.Whole whole when value instanceof Tree.Whole(long given) -> whole(whole, given);
      case Shape.Whole whole -> throw wrong(value, whole.wide() ? "a Long" : "an Integer");
      case Shape.Flag flag when value instanceof Tree.Flag -> value;
      case Shape.Flag flag -> throw wrong(value, "a Boolean");
      case Shape.Bytes bytes when value instanceof Tree.Text(String given) -> base64(given);
      case Shape.Bytes bytes -> throw wrong(value, "a Blob");
      case Shape.Many many when value instanceof Tree.Items(List<Tree> given) -> items(many, given);
      case Shape.Many many -> throw AwsError.SERIALIZATION.because("Expected list or null");
      case Shape.Table table when value instanceof Tree.Members members -> table(table, members);
      case Shape.Table table -> throw AwsError.SERIALIZATION.because("Expected map or null");
      case Shape.Structure structure when value instanceof Tree.Members members ->
          read(structure, members);
      case Shape.Structure structure ->
          throw AwsError.SERIALIZATION.because("Expected structure or null");
    };
  }

  private static Tree whole(Shape.Whole shape, long given) {
    if (!shape.wide() && given != (int) given) {
      throw AwsError.SERIALIZATION.because("NUMBER_VALUE can not be converted to an Integer");
    }
    return new Tree.Whole(given);
  }

  static Tree base64(String given) {
    try {
      return new Tree.Text(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(given)));
    } catch (IllegalArgumentException e) {
      throw AwsError.SERIALIZATION.because("STRING_VALUE can not be converted to a Blob");
    }
  }

  private static Tree items(Shape.Many many, List<Tree> given) {
    List<Tree> items = new ArrayList<>(given.size());
    given.forEach(each -> items.add(value(many.each(), each)));
    return new Tree.Items(items);
  }

  private static Tree table(Shape.Table table, Tree.Members given) {
    Map<String, Tree> members = new LinkedHashMap<>();
    given.values().forEach((key, each) -> members.put(key, value(table.value(), each)));
    return new Tree.Members(members);
  }

  private static AwsException wrong(Tree value, String wanted) {
    String found =
        switch (value) {
          case Tree.Text text -> "STRING_VALUE";
          case Tree.Whole whole -> "NUMBER_VALUE";
          case Tree.Flag flag -> flag.value() ? "TRUE_VALUE" : "FALSE_VALUE";
          case Tree.Items items -> "";
          case Tree.Members members -> "";
          case Tree.Table table -> "";
          case Tree.Ours ours -> "";
          case Tree.Time time -> "";
          case Tree.Document document -> "";
          case Tree.Bytes bytes -> "";
        };
    return AwsError.SERIALIZATION.because(
        found.isEmpty()
            ? "Start of structure or map found where not expected."
            : found + " can not be converted to " + wanted);
  }
}
