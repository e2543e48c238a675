package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;

/** {@code entrepot events}. */
final class EventsNoun {
  private static final String SERVICE = "entrepot";
  private static final String SINK = "SINK";
  private static final String ID = "ID";
  private static final String ALL = "--all";

  private EventsNoun() {}

  static Noun noun() {
    return new Noun(
        "events",
        "Events: what happened, and who has not heard of it as yet.",
        list(),
        resend(),
        sinks(),
        test());
  }

  private static Argument sink() {
    return Argument.text("--sink", SINK, "SinkName", "Of this sink alone. Default: of all");
  }

  private static Verb list() {
    return Verb.of("list", "Lists events that sinks refused.")
        .details(
            "Without --dead those are listed that are offered again by themselves; with it those"
                + " that were given up, after 185 times or 24 hours.")
        .takes(Argument.flag("--dead", "DeadLetters", "Dead letters."), sink())
        .does(Work.pages(SERVICE, "ListUndeliveredEvents", "Events"))
        .shows(
            View.table(
                "Events",
                Column.of("ID", "EventId"),
                Column.of("SINK", "SinkName"),
                Column.of("KIND", "Kind"),
                Column.of("REPOSITORY", "RepositoryName"),
                Column.of("TIME", "Time"),
                Column.of("TRIES", "Attempts"),
                new Column("NEXT", row -> View.at(row, "NextAttempt")),
                Column.of("LAST ERROR", "LastError")))
        .examples("entrepot events list", "entrepot events list --dead --sink ci --output json");
  }

  private static Verb resend() {
    return Verb.of("resend", "Has events offered again at once, dead letters or others.")
        .takes(sink())
        .takesOneOf(
            Argument.positionals(ID, "EventIds", "An event's id; at most 100 of them."),
            Argument.flag(
                ALL,
                "All",
                "All that were refused, dead letters too, but at most 1,000 of a sink at one go."))
        .does(EventsNoun::resend)
        .shows(View.said("{.Resent} events are offered again"))
        .examples(
            "entrepot events resend 13cde686-328b-6117-af20-0e5566167482",
            "entrepot events resend --all --sink ci");
  }

  private static Json resend(Asked asked) throws ClientException {
    Json body = asked.members();
    return asked
        .server()
        .call(
            SERVICE,
            "ResendEvents",
            asked.has(ALL) ? body.with("All", true) : body.with("EventIds", asked.texts(ID)));
  }

  private static Verb sinks() {
    return Verb.of("sinks", "Lists the sinks and how they stand.")
        .details("Figures and times of deliveries count from the start of the server.")
        .does(Work.call(SERVICE, "ListEventSinks"))
        .shows(
            View.table(
                "Sinks",
                Column.of("SINK", "SinkName"),
                Column.of("TARGET", "Target"),
                Column.of("PENDING", "Pending"),
                Column.of("DEAD", "DeadLetters"),
                Column.of("DELIVERED", "Delivered"),
                Column.of("LAST DELIVERED", "LastDelivered"),
                Column.of("LAST REFUSED", "LastRefused"),
                Column.of("LAST ERROR", "LastError")))
        .examples("entrepot events sinks");
  }

  private static Verb test() {
    return Verb.of("test", "Offers a sink an event that tells of nothing.")
        .takes(Argument.positional(SINK, "SinkName", "The sink's name."))
        .does(asked -> {
          Json answer = asked.server().call(SERVICE, "TestEventSink", asked.members());
          if (!answer.text("Result").orElse("").equals("TAKEN")) {
            asked.failed();
          }
          return answer;
        })
        .shows(View.lines(Column.of("result", "Result"), Column.of("error", "Error")))
        .examples("entrepot events test ci");
  }
}
