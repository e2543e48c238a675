package io.entrepot.storage.metadata;

import java.util.List;

/** What the database itself can tell of its own soundness (SQLite, PRAGMA quick_check). */
public final class DatabaseChecks {
  /** Most lines that one check tells. */
  private static final int LINES = 100;

  private DatabaseChecks() {}

  /** What is wrong with the structure of the file; empty when it is sound. */
  public static List<String> structure(Sql sql) {
    List<String> lines = sql.list("PRAGMA quick_check(" + LINES + ")", row -> row.getString(1));
    return lines.equals(List.of("ok")) ? List.of() : lines;
  }

  /** Rows that point at rows which are not there, a line for each two tables. */
  public static List<String> danglingRows(Sql sql) {
    return sql.list(
        "SELECT \"table\", parent, COUNT(*) FROM pragma_foreign_key_check"
            + " GROUP BY \"table\", parent LIMIT ?",
        row ->
            "rows of "
                + row.getString(1)
                + " that point at missing rows of "
                + row.getString(2)
                + ": "
                + row.getLong(3),
        LINES);
  }
}
