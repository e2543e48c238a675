package io.entrepot.server.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns. What others wrote cannot steer the terminal. */
record Table(List<View.Column> columns) {
  private static final String GAP = "  ";
  private static final String NOTHING = "-";

  void print(List<Json> rows, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(View.Column::heading).toList());
    for (Json row : rows) {
      cells.add(columns.stream().map(column -> cell(column, row)).toList());
    }
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        int index = column;
        int width = cells.stream().mapToInt(row -> row.get(index).length()).max().orElse(0);
        String cell = line.get(column);
        text.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
      }
      out.println(text.toString().stripTrailing());
    }
  }

  /** A line for each column; one of several lines is continued below itself. */
  static void printLines(Json answer, List<View.Column> columns, PrintStream out) {
    int width = columns.stream().mapToInt(column -> column.heading().length()).max().orElse(0);
    for (View.Column column : columns) {
      String name = column.heading() + " ".repeat(width - column.heading().length()) + GAP;
      String value = column.value().apply(answer);
      for (String line : value.isEmpty() ? List.of(NOTHING) : value.lines().toList()) {
        out.println(name + printable(line));
        name = " ".repeat(name.length());
      }
    }
  }

  private static String cell(View.Column column, Json row) {
    String value = column.value().apply(row);
    return value.isEmpty() ? NOTHING : printable(value);
  }

  /** Without control characters, and those that turn the direction of what follows. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]", "?");
  }
}
