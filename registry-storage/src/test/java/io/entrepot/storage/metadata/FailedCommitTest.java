package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Commits that fail: the connection throws what the disk would have made SQLite throw. */
@Timeout(60)
final class FailedCommitTest {
  private static final RepositoryKey KEY =
      new RepositoryKey(RegistryId.DEFAULT, new RepositoryName("a"));

  @TempDir Path directory;

  private volatile Optional<SQLiteErrorCode> fault = Optional.empty();
  private final List<String> cacheChanges = new CopyOnWriteArrayList<>();
  private SqliteConnections connections;
  private Checkpointer checkpointer;
  private CommitQueue queue;

  @BeforeEach
  void open() throws SQLException {
    Path file = directory.resolve("metadata.db");
    SqliteDatabase.open(file, 1).close();
    connections = new SqliteConnections(file);
    checkpointer = new Checkpointer(connections.checkpointer());
    queue = new CommitQueue(new Sql(faulty(connections.source().getConnection())), checkpointer);
  }

  @AfterEach
  void close() {
    queue.close();
    checkpointer.close();
  }

  @Test
  void a_commit_that_the_disk_did_not_take_stops_all_writing() {
    fault = Optional.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
    assertEquals(new StorageFailure.WritesStopped(), failure());
    // The disk is well again, but what it lost of the first commit is unknown.
    fault = Optional.empty();
    assertEquals(new StorageFailure.WritesStopped(), failure());
    assertEquals(List.of(), cacheChanges);
  }

  @Test
  void a_commit_for_which_the_disk_is_full_fails_and_the_next_one_is_tried() {
    fault = Optional.of(SQLiteErrorCode.SQLITE_FULL);
    assertEquals(new StorageFailure.OutOfSpace(), failure());
    assertEquals(List.of(), cacheChanges);
    try (Sql reader = connections.reader()) {
      assertEquals(Optional.empty(), RepositoryRows.find(reader, KEY));
      fault = Optional.empty();
      long id = insert();
      assertEquals(Optional.of(id), RepositoryRows.find(reader, KEY));
    }
    assertEquals(List.of("changed"), cacheChanges);
  }

  private StorageFailure failure() {
    return assertThrows(StorageException.class, this::insert).failure();
  }

  private long insert() {
    return queue.write(transaction -> {
      transaction.afterCommit(() -> cacheChanges.add("changed"));
      return RepositoryRows.insert(transaction.sql(), KEY, Instant.EPOCH);
    });
  }

  private Connection faulty(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = method.on(real);
          boolean commit = "COMMIT".equals(arguments.length == 0 ? "" : arguments[0]);
          return commit ? faulty((PreparedStatement) result) : result;
        });
  }

  private PreparedStatement faulty(PreparedStatement commit) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          Optional<SQLiteErrorCode> code = fault;
          if (method.name().equals("executeUpdate") && code.isPresent()) {
            throw new SQLiteException("injected", code.get());
          }
          return method.on(commit);
        });
  }

  /** A call that can be passed on. */
  private interface Call {
    String name();

    Object on(Object target) throws Exception;
  }

  /** What a proxy does with a call. */
  private interface Handler {
    Object handle(Call call, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) -> {
              Object[] arguments = Optional.ofNullable(given).orElseGet(() -> new Object[0]);
              Call call =
                  new Call() {
                    @Override
                    public String name() {
                      return method.getName();
                    }

                    @Override
                    public Object on(Object target) throws Exception {
                      return method.invoke(target, arguments);
                    }
                  };
              try {
                return handler.handle(call, arguments);
              } catch (InvocationTargetException e) {
                throw Optional.<Throwable>ofNullable(e.getCause()).orElse(e);
              }
            }));
  }
}
