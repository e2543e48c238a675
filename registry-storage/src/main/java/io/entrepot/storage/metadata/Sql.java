package io.entrepot.storage.metadata;

import io.entrepot.storage.failure.StorageFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection with its prepared statements, each kept once it was used: the texts are constants,
 * so there are few. Confined to the thread of its connection. Only this package writes SQL; others
 * hand this on to the classes of rows.
 */
public final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /**
   * Runs a statement that returns no rows; the number of rows changed. A parameter is a String, a
   * Long, an Integer, bytes, or an Optional of these, which is NULL when empty.
   */
  int update(String text, Object... parameters) {
    try {
      return bound(text, parameters).executeUpdate();
    } catch (SQLException e) {
      throw failed(text, e);
    }
  }

  <T> Optional<T> one(String text, RowReader<T> reader, Object... parameters) {
    try (ResultSet rows = bound(text, parameters).executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(text, e);
    }
  }

  <T> List<T> list(String text, RowReader<T> reader, Object... parameters) {
    try (ResultSet rows = bound(text, parameters).executeQuery()) {
      List<T> values = new ArrayList<>();
      while (rows.next()) {
        values.add(reader.read(rows));
      }
      return values;
    } catch (SQLException e) {
      throw failed(text, e);
    }
  }

  boolean exists(String text, Object... parameters) {
    return one(text, row -> true, parameters).isPresent();
  }

  /** A number, or none where the column is NULL. */
  static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    // Asked at once: it is about the column that was read last.
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** A time in milliseconds, or none where the column is NULL. */
  static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return number(row, column).map(Instant::ofEpochMilli);
  }

  private PreparedStatement bound(String text, Object[] parameters) throws SQLException {
    PreparedStatement statement = kept.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      kept.put(text, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, Object parameter)
      throws SQLException {
    switch (parameter) {
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Optional<?> optional when optional.isPresent() -> bind(statement, index, optional.get());
      case Optional<?> _ -> statement.setNull(index, java.sql.Types.NULL);
      default -> throw new IllegalArgumentException("no SQL type for " + parameter.getClass());
    }
  }

  /** The driver finalizes a statement that failed, so the next use prepares it again. */
  private RuntimeException failed(String text, SQLException e) {
    PreparedStatement statement = kept.remove(text);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
    }
    return translated(text, e);
  }

  private static RuntimeException translated(String text, SQLException e) {
    return switch (SqliteFault.of(e)) {
      case FULL -> new StorageFailure.OutOfSpace().exception();
      case STORAGE -> new MetadataException(text, e, true);
      case STATEMENT -> new MetadataException(text, e, false);
    };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw translated("close", e);
    }
  }
}
