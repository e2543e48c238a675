package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A server that collects all the time, with a grace of one second, and from which what expired can
 * be brought back for three.
 */
record SoakServer(KillableServer process) {
  static final int UPLOAD_GRACE_MILLIS = 2_000;

  /** How long a blob stays that a client was told of (docs/gc.md). */
  static final int PROMISE_MILLIS = UPLOAD_GRACE_MILLIS / 2;

  private static final String KEY_ID = "AKIASOAKSOAKSOAKSOAK";
  private static final String SECRET = "soaksoaksoaksoaksoaksoaksoaksoaksoaksoak";
  private static final Map<String, String> ROOT =
      Map.of("ENTREPOT_ROOT_ACCESS_KEY_ID", KEY_ID, "ENTREPOT_ROOT_SECRET_ACCESS_KEY", SECRET);
  private static final List<String> SETTINGS =
      List.of(
          "--gc-grace=1s",
          "--gc-upload-grace=" + UPLOAD_GRACE_MILLIS + "ms",
          "--gc-interval=100ms",
          "--lifecycle-interval=1s",
          "--lifecycle-delay=3s",
          "--uploads-expiry=1m",
          "--access-log=off");

  /** Figures are looked at anew after five seconds. */
  private static final Duration FRESH = Duration.ofSeconds(6);

  private static final Duration COLLECTED_WITHIN = Duration.ofMinutes(2);

  static SoakServer start(Path data, Path log) throws IOException {
    return new SoakServer(KillableServer.start(data, log, ROOT, SETTINGS));
  }

  /** A client with every right. */
  RegistryClient client() {
    String basic = Base64.getEncoder().encodeToString((KEY_ID + ":" + SECRET).getBytes(UTF_8));
    return new RegistryClient(process.address(), Optional.of("Basic " + basic));
  }

  /** Waits until nothing waits to be collected. */
  void awaitCollected() {
    Awaitility.await()
        .pollDelay(FRESH)
        .pollInterval(Duration.ofMillis(500))
        .atMost(COLLECTED_WITHIN)
        .until(() ->
            figure("entrepot_gc_links_waiting") == 0
                && figure("entrepot_gc_blobs_waiting") == 0
                && figure("entrepot_gc_files_waiting") == 0);
  }

  /** The value of a figure without labels. */
  double figure(String name) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = new RegistryClient(process.management()).get("/metrics");
    Matcher line =
        Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE)
            .matcher(new String(answer.body(), UTF_8));
    if (answer.statusCode() != 200 || !line.find()) {
      throw new AssertionError("there is no figure " + name);
    }
    return Double.parseDouble(line.group(1));
  }
}
