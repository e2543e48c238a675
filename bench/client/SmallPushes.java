import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Several clients push small images, each its own, for some seconds. */
final class SmallPushes {
  private SmallPushes() {}

  static String run(int port, int clients, int layerBytes, double seconds, long seed)
      throws Exception {
    var latencies = new ConcurrentLinkedQueue<Long>();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    Workers.run(
        clients,
        port,
        (worker, registry) -> {
          String repository = "push/r" + seed + "-w" + worker;
          for (int i = 0; System.nanoTime() < end; i++) {
            long unique = (seed << 40) | ((long) worker << 32) | i;
            Image image = Image.of(unique, layerBytes);
            long before = System.nanoTime();
            registry.push(repository, "t" + i, image);
            latencies.add(System.nanoTime() - before);
          }
        });
    double took = (System.nanoTime() - start) / 1e9;
    long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return "{\"images\":%d,\"seconds\":%.4f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}"
        .formatted(
            sorted.length,
            took,
            at(sorted, 0.50) / 1e6,
            at(sorted, 0.99) / 1e6,
            at(sorted, 1) / 1e6);
  }

  /** The smallest value that at least this share of all values does not exceed. */
  static long at(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
