package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask for one manifest without pause, each over a connection of its own, while
 * somebody changes what they may. A request that begins after a change was answered must be decided
 * by it; one that begins before, or ends after the next change began, is not judged.
 */
final class Askers implements AutoCloseable {
  private static final int JUDGED = 2;
  private static final long PATIENCE_SECONDS = 60;
  private static final Moment CHANGING = new Moment("", Map.of(), 0);

  private final Repository repository;
  private final int count;
  private final ExecutorService threads;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile Moment moment = CHANGING;
  private volatile boolean ended;

  /** The time between two changes, itself and no other that looks the same. */
  private static final class Moment {
    private final String change;

    /** The statuses that answers have to have, by the credentials. */
    private final Map<String, Set<Integer>> right;

    /** Counts the clients that have not had answers enough. */
    private final CountDownLatch judged;

    private Moment(String change, Map<String, Set<Integer>> right, int clients) {
      this.change = change;
      this.right = right;
      this.judged = new CountDownLatch(clients);
    }
  }

  /** Starts them, as many for each of these header fields. */
  Askers(Repository repository, List<String> authorizations, int each) {
    this.repository = repository;
    this.count = each * authorizations.size();
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      String authorization = authorizations.get(i % authorizations.size());
      threads.execute(() -> ask(authorization));
    }
  }

  /** Makes a change, and waits until every client had answers that began after it. */
  void after(String change, Runnable work, Map<String, Set<Integer>> right)
      throws InterruptedException {
    moment = CHANGING;
    work.run();
    Moment next = new Moment(change, right, count);
    moment = next;
    assertTrue(next.judged.await(PATIENCE_SECONDS, TimeUnit.SECONDS), change);
    assertEquals(List.of(), List.copyOf(wrong));
  }

  private void ask(String authorization) {
    Moment last = CHANGING;
    int judged = 0;
    while (!ended) {
      Moment begun = moment;
      String answer = answer(authorization);
      if (begun == CHANGING || begun != moment) {
        continue;
      }
      Set<Integer> right = begun.right.getOrDefault(authorization, Set.of());
      if (right.stream().noneMatch(status -> answer.startsWith(status.toString()))) {
        wrong.add("after " + begun.change + ": not " + right + " but " + answer);
      }
      judged = begun == last ? judged + 1 : 1;
      last = begun;
      if (judged == JUDGED) {
        begun.judged.countDown();
      }
    }
  }

  private String answer(String authorization) {
    try {
      return repository.get("/manifests/1", "Authorization", authorization).toString();
    } catch (RuntimeException e) {
      return "no answer: " + e;
    }
  }

  @Override
  public void close() {
    ended = true;
    threads.close();
  }
}
