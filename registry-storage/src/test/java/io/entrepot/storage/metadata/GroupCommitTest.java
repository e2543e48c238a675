package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GroupCommitTest {
  @TempDir Path directory;

  private Database database;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory.resolve("metadata.db"), 2);
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    database.close();
  }

  @Test
  void what_was_written_is_read_and_survives_a_restart() {
    long id = database.write(transaction -> insert(transaction, "a"));
    assertEquals(Optional.of(id), find("a"));
    database.close();
    open();
    assertEquals(Optional.of(id), find("a"));
  }

  @Test
  void work_that_throws_is_undone_and_the_caller_gets_what_it_threw() {
    IllegalStateException thrown = new IllegalStateException("no");
    IllegalStateException caught =
        assertThrows(
            IllegalStateException.class,
            () ->
                database.write(transaction -> {
                  insert(transaction, "a");
                  throw thrown;
                }));
    assertEquals(thrown, caught);
    assertEquals(Optional.empty(), find("a"));
  }

  @Test
  void work_that_waits_together_shares_a_commit_and_one_that_fails_fails_alone() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Long>> futures = new ArrayList<>();
    futures.add(write(blocked(first, go)));
    first.await();
    for (int i = 0; i < 20; i++) {
      String name = "r" + i;
      boolean fails = i % 5 == 0;
      futures.add(
          write(transaction -> {
            long id = insert(transaction, name);
            if (fails) {
              throw new IllegalStateException(name);
            }
            return id;
          }));
    }
    awaitQueued(20);
    go.countDown();
    for (int i = 0; i < 20; i++) {
      Future<Long> future = futures.get(i + 1);
      if (i % 5 == 0) {
        ExecutionException e = assertThrows(ExecutionException.class, future::get);
        assertEquals("java.lang.IllegalStateException: r" + i, e.getMessage());
        assertEquals(Optional.empty(), find("r" + i));
      } else {
        assertEquals(Optional.of(future.get()), find("r" + i));
      }
    }
    DatabaseFigures figures = database.figures();
    assertEquals(17, figures.writes());
    assertEquals(2, figures.commits());
  }

  @Test
  void caches_change_in_the_order_of_the_commits_and_before_any_caller_hears_of_success()
      throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Long> changes = new CopyOnWriteArrayList<>();
    List<Long> late = new CopyOnWriteArrayList<>();
    List<Future<?>> futures = new ArrayList<>();
    futures.add(write(blocked(first, go)));
    first.await();
    for (int i = 0; i < 50; i++) {
      String name = "r" + i;
      futures.add(
          callers.submit(() -> {
            long id =
                database.write(transaction -> {
                  long made = insert(transaction, name);
                  transaction.afterCommit(() -> changes.add(made));
                  return made;
                });
            // All of one batch changed the caches before the first of it was answered.
            if (changes.size() < 50) {
              late.add(id);
            }
            return id;
          }));
    }
    awaitQueued(50);
    go.countDown();
    for (Future<?> future : futures) {
      future.get();
    }
    assertEquals(List.of(), late);
    assertEquals(changes.stream().sorted().toList(), changes);
    assertEquals(50, changes.size());
  }

  @Test
  void a_failed_work_changes_no_cache() {
    List<String> changes = new CopyOnWriteArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(transaction -> {
              transaction.afterCommit(() -> changes.add("told"));
              throw new IllegalStateException();
            }));
    assertEquals(List.of(), changes);
  }

  @Test
  void what_was_not_committed_is_gone_after_a_crash() throws Exception {
    database.write(transaction -> insert(transaction, "before"));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Long> running =
        write(transaction -> {
          long id = insert(transaction, "running");
          inside.countDown();
          await(go);
          return id;
        });
    inside.await();
    Path copy = directory.resolve("crashed.db");
    Files.copy(directory.resolve("metadata.db"), copy);
    Files.copy(directory.resolve("metadata.db-wal"), directory.resolve("crashed.db-wal"));
    go.countDown();
    running.get();
    try (Database crashed = SqliteDatabase.open(copy, 1)) {
      assertTrue(crashed.read(sql -> RepositoryRows.find(sql, key("before"))).isPresent());
      assertEquals(Optional.empty(), crashed.read(sql -> RepositoryRows.find(sql, key("running"))));
    }
  }

  @Test
  void a_full_disk_fails_what_does_not_fit_and_nothing_else() {
    database.write(transaction -> insert(transaction, "before"));
    database.write(transaction ->
        transaction.sql().one("PRAGMA max_page_count=60", row -> row.getLong(1)).orElseThrow());
    StorageException full = assertThrows(StorageException.class, this::fill);
    assertEquals(new StorageFailure.OutOfSpace(), full.failure());
    assertTrue(find("before").isPresent());
    database.write(transaction ->
        transaction.sql().one("PRAGMA max_page_count=100000", row -> row.getLong(1)).orElseThrow());
    assertTrue(database.write(transaction -> insert(transaction, "after")) > 0);
  }

  @Test
  void a_closed_database_refuses_writes() {
    database.close();
    StorageException closed =
        assertThrows(
            StorageException.class, () -> database.write(transaction -> insert(transaction, "a")));
    assertEquals(new StorageFailure.WritesStopped(), closed.failure());
    open();
  }

  private void fill() {
    for (int i = 0; i < 10_000; i++) {
      String name = "r" + i + "x".repeat(200);
      database.write(transaction -> insert(transaction, name));
    }
  }

  private TransactionWork<Long> blocked(CountDownLatch inside, CountDownLatch go) {
    return transaction -> {
      long id = insert(transaction, "blocking");
      inside.countDown();
      await(go);
      return id;
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitQueued(int works) {
    while (database.figures().queuedWrites() < works) {
      Thread.onSpinWait();
    }
  }

  private Future<Long> write(TransactionWork<Long> work) {
    Callable<Long> call = () -> database.write(work);
    return callers.submit(call);
  }

  private Optional<Long> find(String name) {
    return database.read(sql -> RepositoryRows.find(sql, key(name)));
  }

  private static long insert(Transaction transaction, String name) {
    return RepositoryRows.insert(transaction.sql(), key(name), Instant.EPOCH);
  }

  private static RepositoryKey key(String name) {
    return new RepositoryKey(RegistryId.DEFAULT, new RepositoryName(name));
  }
}
