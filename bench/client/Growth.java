import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Fills a store with many tags of one repository, or many repositories of one tag, and tells what
 * each tenth of the pushes cost. The blobs are the same throughout, as in a pipeline that tags each
 * build: a tag costs two HEADs and a manifest, a repository two mounts and a manifest.
 */
final class Growth {
  private static final String SOURCE = "growth/source";
  private static final int TENTHS = 10;

  private final int port;
  private final int clients;
  private final boolean repositories;
  private final Image image = Image.of(42, 2048);

  Growth(int port, int clients, boolean repositories) {
    this.port = port;
    this.clients = clients;
    this.repositories = repositories;
  }

  /** Pushes number {@code from} up to {@code to}, or as many as {@code seconds} allow. */
  String run(int from, int to, double seconds) throws Exception {
    source();
    int size = to - from;
    AtomicInteger next = new AtomicInteger(from);
    AtomicInteger done = new AtomicInteger();
    AtomicLongArray nanos = new AtomicLongArray(TENTHS);
    AtomicLongArray pushes = new AtomicLongArray(TENTHS);
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    Workers.run(
        clients,
        port,
        (worker, registry) -> {
          for (int i = next.getAndIncrement();
              i < to && System.nanoTime() < end;
              i = next.getAndIncrement()) {
            long before = System.nanoTime();
            one(registry, i);
            int tenth = (int) ((long) (i - from) * TENTHS / size);
            nanos.addAndGet(tenth, System.nanoTime() - before);
            pushes.incrementAndGet(tenth);
            report(done.incrementAndGet(), size);
          }
        });
    return "{\"pushed\":%d,\"seconds\":%.3f,\"tenths_ms\":%s}"
        .formatted(done.get(), (System.nanoTime() - start) / 1e9, means(nanos, pushes));
  }

  private void one(Registry registry, int i) throws IOException {
    Image stamped = image.stamped(i);
    if (repositories) {
      String repository = "growth/r%07d".formatted(i);
      registry.mount(repository, image.layerDigest(), SOURCE);
      registry.mount(repository, image.configDigest(), SOURCE);
      registry.putManifest(repository, "latest", stamped);
    } else {
      registry.askFor(SOURCE, image.layerDigest());
      registry.askFor(SOURCE, image.configDigest());
      registry.putManifest(SOURCE, "t%07d".formatted(i), stamped);
    }
  }

  private void source() throws IOException {
    try (Connection connection = new Connection(port)) {
      Registry registry = new Registry(connection);
      registry.upload(SOURCE, image.layer(), image.layerDigest());
      registry.upload(SOURCE, image.config(), image.configDigest());
    }
  }

  private static void report(int done, int size) {
    if (done % Math.max(1, size / TENTHS) == 0) {
      System.err.println("  " + done + " of " + size);
    }
  }

  /** The mean of each tenth in milliseconds, -1 for one that has no push. */
  private static String means(AtomicLongArray nanos, AtomicLongArray pushes) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < TENTHS; i++) {
      double mean = pushes.get(i) == 0 ? -1 : nanos.get(i) / 1e6 / pushes.get(i);
      text.append(i == 0 ? "" : ",").append("%.4f".formatted(mean));
    }
    return text.append("]").toString();
  }
}
