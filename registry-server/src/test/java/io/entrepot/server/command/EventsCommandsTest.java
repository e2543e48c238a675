package io.entrepot.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.command.Shell.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventsCommandsTest {
  private final ServerDouble server = new ServerDouble();
  private Shell shell = new Shell();

  EventsCommandsTest() throws IOException {}

  @BeforeEach
  void connect() {
    shell = Shell.with(server.url(), "AKIA1", "secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void several_events_are_sent_again_by_their_ids() {
    server.answers("ResendEvents", "{\"Resent\":2}");
    Outcome outcome = shell.run("events", "resend", "a", "b", "--sink", "ci");
    assertEquals(new Outcome(0, "2 events are offered again\n", ""), outcome);
    assertEquals(
        List.of(
            "POST /entrepot/v1/entrepot/ResendEvents"
                + " {\"SinkName\":\"ci\",\"EventIds\":[\"a\",\"b\"]}"),
        server.asked());
  }

  @Test
  void all_dead_letters_are_sent_again_only_when_that_is_said() {
    server.answers("ResendEvents", "{\"Resent\":0}");
    assertEquals(2, shell.run("events", "resend").code());
    assertEquals(2, shell.run("events", "resend", "a", "--all").code());
    assertEquals(List.of(), server.asked());
    assertEquals(0, shell.run("events", "resend", "--all").code());
    assertEquals(List.of("POST /entrepot/v1/entrepot/ResendEvents {\"All\":true}"), server.asked());
  }

  @Test
  void dead_letters_are_shown_as_a_table() {
    server.answers(
        "ListUndeliveredEvents",
        "{\"Events\":[{\"EventId\":\"a\",\"SinkName\":\"ci\",\"Kind\":\"IMAGE_PUSH\","
            + "\"RepositoryName\":\"app\",\"Time\":\"2026-11-21T10:00:00Z\",\"Attempts\":185,"
            + "\"LastError\":\"it answered with the status 500\"}]}");
    Outcome outcome = shell.run("events", "list", "--dead");
    assertEquals(0, outcome.code());
    assertTrue(
        outcome
            .out()
            .contains(
                "a   ci    IMAGE_PUSH  app         2026-11-21T10:00:00Z  185    -     it answered"),
        outcome.out());
    assertEquals(
        List.of("POST /entrepot/v1/entrepot/ListUndeliveredEvents {\"DeadLetters\":true}"),
        server.asked());
  }

  @Test
  void a_test_that_is_refused_fails() {
    server.answers("TestEventSink", "{\"Result\":\"REFUSED\",\"Error\":\"it is down\"}");
    Outcome outcome = shell.run("events", "test", "ci");
    assertEquals(new Outcome(1, "result  REFUSED\nerror   it is down\n", ""), outcome);
  }
}
