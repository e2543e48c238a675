package io.entrepot.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a run which client ran in which version, and which was not tried. Listed in
 * {@code META-INF/services}; the same text goes to {@code target/clients/summary.txt}.
 */
public final class ClientReport implements TestExecutionListener {
  private static final Map<String, String> TRIED = new ConcurrentSkipListMap<>();
  private static final Map<String, String> NOT_TRIED = new ConcurrentSkipListMap<>();

  static void tried(Client client) {
    client.version().ifPresent(version -> tried(client.title(), version));
  }

  static void tried(String client, String version) {
    TRIED.put(client, version);
  }

  static void notTried(String test, String reason) {
    NOT_TRIED.put(test, reason);
  }

  /** Whether an absent client fails the run. */
  static boolean required() {
    return "true".equals(System.getenv("CI"))
        || "required".equals(System.getProperty("clients", "optional"));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (TRIED.isEmpty() && NOT_TRIED.isEmpty()) {
      return;
    }
    String summary = String.join("\n", lines()) + "\n";
    System.out.println(summary);
    try {
      Path file = Workspace.target().resolve("summary.txt");
      Files.writeString(file, summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    TRIED.forEach((client, version) -> lines.add("client " + client + " " + version));
    if (NOT_TRIED.isEmpty()) {
      lines.add("clients not tried: none");
    } else {
      lines.add("clients not tried: " + NOT_TRIED.size() + " test classes");
      NOT_TRIED.forEach((test, reason) -> lines.add("  " + test + ": " + reason));
    }
    return lines;
  }
}
