package io.entrepot.server.command;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How an answer is shown to people. */
@FunctionalInterface
interface View {
  Pattern HOLE = Pattern.compile("\\{([^}]+)}");

  void print(Json answer, Asked asked, PrintStream out);

  /** One column of a table, or one line of a record. */
  record Column(String heading, Function<Json, String> value) {
    /** A member, or one of an inner object: {@code Outer.Inner}. */
    static Column of(String heading, String path) {
      return new Column(heading, row -> at(row, path));
    }
  }

  /** The text at this path; empty when there is none. */
  static String at(Json object, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? object.text(path).orElse("")
        : at(object.object(path.substring(0, dot)), path.substring(dot + 1));
  }

  /** A table with a row for each object of a list. */
  static View table(String list, Column... columns) {
    return (answer, asked, out) -> new Table(List.of(columns)).print(answer.objects(list), out);
  }

  /** A line for each column, with its name before it. */
  static View lines(Column... columns) {
    return (answer, asked, out) -> Table.printLines(answer, List.of(columns), out);
  }

  /**
   * A sentence with holes: {@code {NAME}} is an argument, {@code {.User.Arn}} stands in the answer.
   */
  static View said(String sentence) {
    return (answer, asked, out) ->
        out.println(
            Table.printable(
                HOLE.matcher(sentence)
                    .replaceAll(hole ->
                        java.util.regex.Matcher.quoteReplacement(
                            fill(hole.group(1), answer, asked)))));
  }

  private static String fill(String hole, Json answer, Asked asked) {
    return hole.startsWith(".")
        ? at(answer, hole.substring(1))
        : asked.text(hole).orElse("(the caller)");
  }

  /** This, and a remark for people beside the answer. */
  default View andNotes(String remark) {
    return (answer, asked, out) -> {
      print(answer, asked, out);
      asked.note(remark);
    };
  }
}
