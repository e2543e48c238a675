import java.io.IOException;
import java.util.Arrays;

/** The median time of one GET repeated on one connection, after as many to warm up. */
final class Page {
  private Page() {}

  static String time(int port, String target, int times, double seconds) throws IOException {
    try (Connection connection = new Connection(port)) {
      repeat(connection, target, times, seconds);
      long[] sorted = repeat(connection, target, times, seconds);
      Arrays.sort(sorted);
      return "{\"requests\":%d,\"p50_ms\":%.4f,\"p99_ms\":%.4f}"
          .formatted(
              sorted.length,
              SmallPushes.at(sorted, 0.50) / 1e6,
              SmallPushes.at(sorted, 0.99) / 1e6);
    }
  }

  private static long[] repeat(Connection connection, String target, int times, double seconds)
      throws IOException {
    long[] nanos = new long[times];
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int done = 0;
    // At least one, however long it takes: some stores need seconds for a page.
    while (done < times && (done == 0 || System.nanoTime() < end)) {
      long before = System.nanoTime();
      connection.send("GET", target).expect(200, "GET " + target);
      nanos[done++] = System.nanoTime() - before;
    }
    return Arrays.copyOf(nanos, done);
  }
}
