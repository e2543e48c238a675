import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the same work on several threads, each with its own connection; the first failure ends all.
 */
final class Workers {
  private Workers() {}

  interface Work {
    void run(int worker, Registry registry) throws Exception;
  }

  static void run(int clients, int port, Work work) throws Exception {
    var pool = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int worker = i;
        running.add(
            pool.submit(() -> {
              try (Connection connection = new Connection(port)) {
                work.run(worker, new Registry(connection));
              }
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
