package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobsCommandsTest {
  private final ServerDouble server = new ServerDouble();
  private Shell shell = new Shell();

  JobsCommandsTest() throws IOException {}

  @BeforeEach
  void connect() {
    shell = Shell.with(server.url(), "AKIA1", "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void jobs_are_shown_with_their_progress_and_their_last_end() {
    server.answers(
        "ListJobs",
        "{\"Jobs\":[{\"Kind\":\"preview\",\"Subject\":\"app\",\"State\":\"RUNNING\",\"Attempts\":1,"
            + "\"Progress\":{\"Done\":3,\"Total\":9,\"Unit\":\"images\"},\"Outcome\":\"FAILED\","
            + "\"Message\":\"no luck\"},"
            + "{\"Kind\":\"scan\",\"State\":\"RUNNING\",\"Attempts\":1,"
            + "\"Progress\":{\"Done\":7,\"Unit\":\"rows\"}}]}");
    Outcome outcome = shell.run("jobs", "list");
    assertEquals(0, outcome.code());
    assertTrue(
        outcome.out().contains("preview  app      RUNNING  -    3 of 9 images"), outcome.out());
    assertTrue(outcome.out().contains("FAILED   no luck"), outcome.out());
    assertTrue(outcome.out().contains("scan     -        RUNNING  -    7 rows"), outcome.out());
  }

  @Test
  void a_job_is_asked_for_and_stopped_with_its_subject_or_without() {
    server.answers("RunJob", "{}");
    server.answers("CancelJob", "{}");
    assertEquals(
        new Outcome(0, "preview is to run\n", ""), shell.run("jobs", "run", "preview", "app"));
    assertEquals(
        new Outcome(0, "gc is to stop, or is called off\n", ""), shell.run("jobs", "cancel", "gc"));
    assertEquals(2, shell.run("jobs", "run").code());
    assertEquals(
        List.of(
            "POST /entrepot/v1/entrepot/RunJob {\"Kind\":\"preview\",\"Subject\":\"app\"}",
            "POST /entrepot/v1/entrepot/CancelJob {\"Kind\":\"gc\"}"),
        server.asked());
  }
}
