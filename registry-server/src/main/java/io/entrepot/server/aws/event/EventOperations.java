package io.entrepot.server.aws.event;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.event.Delivery;
import io.entrepot.server.event.EventRoom;
import io.entrepot.storage.event.Undelivered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operations on events that sinks have not got. AWS has none like them. They are decided on the
 * server's first account, for sinks hear of all accounts.
 */
public final class EventOperations {
  /** Events of the largest page. */
  static final int MAX_RESULTS = 1_000;

  private static final int DEFAULT_RESULTS = 100;

  /** Events that are named in one request. */
  static final int MAX_IDS = 100;

  /** A page goes on after this event of this sink. */
  private static final Pattern MARK = Pattern.compile("([a-z0-9-]{1,32})/([0-9]{1,18})");

  private final EventRoom events;
  private final AccountId first;

  private EventOperations(EventRoom events, AccountId first) {
    this.events = events;
    this.first = first;
  }

  /**
   * All of them.
   *
   * @param first the account whose principals may ask for them
   */
  public static List<Operation> all(EventRoom events, AccountId first) {
    EventOperations operations = new EventOperations(events, first);
    return List.of(
        new Operation("ListEventSinks", operations::sinks),
        new Operation("ListUndeliveredEvents", operations::list),
        new Operation("ResendEvents", operations::resend),
        new Operation("TestEventSink", operations::test));
  }

  private Call sinks(Asker asker, Input input) {
    return needing(EntrepotAction.LIST_EVENT_SINKS)
        .gives(() ->
            Members.of(
                "Sinks",
                Tree.items(events.sinks(), sink -> shape(events.state(sink).orElseThrow()))));
  }

  private static Members shape(EventRoom.SinkState state) {
    Members shape =
        Members.of("SinkName", state.name())
            .and("Target", state.target())
            .and("Pending", state.backlog().behind() + state.backlog().waiting())
            .and("Retrying", state.backlog().waiting())
            .and("DeadLetters", state.backlog().dead())
            .and("Delivered", state.taken())
            .and("Refused", state.refused());
    shape = withTime(shape, "OldestPending", state.backlog().oldest());
    shape = withTime(shape, "LastDelivered", state.lastTaken());
    shape = withTime(shape, "LastRefused", state.lastRefused());
    return state.lastError().isEmpty() ? shape : shape.and("LastError", state.lastError());
  }

  private static Members withTime(Members shape, String name, Optional<Instant> time) {
    return time.map(at -> shape.and(name, at)).orElse(shape);
  }

  /** Page by page: sink after sink, in the order of the events. */
  private Call list(Asker asker, Input input) {
    Optional<String> sink = input.optionalText("SinkName");
    boolean dead = input.flag("DeadLetters").orElse(false);
    Optional<String> mark = input.optionalText("NextToken");
    int most = input.whole("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS);
    return needing(EntrepotAction.LIST_UNDELIVERED_EVENTS)
        .gives(() -> page(meant(sink), dead, mark, most));
  }

  private Members page(List<String> sinks, boolean dead, Optional<String> mark, int most) {
    List<Tree> items = new ArrayList<>();
    String next = "";
    for (String sink : sinks) {
      Optional<Long> after = after(sinks, sink, mark);
      if (after.isEmpty() || items.size() > most) {
        continue;
      }
      for (Undelivered event :
          events.undelivered(sink, dead, after.get(), most + 1 - items.size())) {
        items.add(shape(sink, event));
        next = items.size() == most ? sink + "/" + event.event().number() : next;
      }
    }
    return items.size() > most
        ? Members.of("Events", new Tree.Items(items.subList(0, most))).and("NextToken", next)
        : Members.of("Events", new Tree.Items(items));
  }

  /** Where to go on in a sink; empty when it was told of before. */
  private static Optional<Long> after(List<String> sinks, String sink, Optional<String> mark) {
    if (mark.isEmpty()) {
      return Optional.of(0L);
    }
    Matcher parts = MARK.matcher(mark.get());
    if (!parts.matches() || !sinks.contains(parts.group(1))) {
      throw AwsError.VALIDATION.because("NextToken is none that was given here.");
    }
    int order = Integer.compare(sinks.indexOf(sink), sinks.indexOf(parts.group(1)));
    return order == 0
        ? Optional.of(Long.valueOf(parts.group(2)))
        : order < 0 ? Optional.empty() : Optional.of(0L);
  }

  private static Members shape(String sink, Undelivered undelivered) {
    return Members.of("SinkName", sink)
        .and("EventId", undelivered.event().id().toString())
        .and("Kind", undelivered.event().kind().name())
        .and("Time", undelivered.event().at())
        .and("RegistryId", undelivered.event().registry().account())
        .and("RepositoryName", undelivered.event().repository())
        .and("ImageDigest", undelivered.event().digest())
        .and("ImageTag", undelivered.event().tag())
        .and("State", undelivered.dead() ? "DEAD" : "RETRYING")
        .and("Attempts", undelivered.attempts())
        .and(undelivered.dead() ? "GivenUp" : "NextAttempt", undelivered.at())
        .and("LastError", undelivered.error());
  }

  /** Some by their ids, or all that were refused. */
  private Call resend(Asker asker, Input input) {
    Optional<String> sink = input.optionalText("SinkName");
    boolean all = input.flag("All").orElse(false);
    Set<String> ids =
        new HashSet<>(
            all ? input.texts("EventIds").orElse(List.of()) : input.someTexts("EventIds"));
    if (ids.size() > MAX_IDS || (all && !ids.isEmpty())) {
      throw AwsError.VALIDATION.because(
          "EventIds has at most " + MAX_IDS + " members, and none beside All.");
    }
    return needing(EntrepotAction.RESEND_EVENTS)
        .gives(() -> {
          int resent =
              meant(sink).stream()
                  .mapToInt(name -> all ? events.resendAll(name) : events.resend(name, ids))
                  .sum();
          if (resent == 0 && !all) {
            throw AwsError.NO_SUCH_ENTITY.because(
                "No event of these ids was refused by a sink, or it was taken since then.");
          }
          return Members.of("Resent", new Tree.Whole(resent));
        });
  }

  private Call test(Asker asker, Input input) {
    String sink = input.text("SinkName");
    return needing(EntrepotAction.TEST_EVENT_SINK)
        .gives(() ->
            switch (events.test(sink).orElseThrow(() -> unknown(sink))) {
              case Delivery.Taken _ -> Members.of("Result", "TAKEN");
              case Delivery.Refused refused ->
                  Members.of("Result", "REFUSED").and("Error", refused.why());
            });
  }

  /** One sink, or all of them. */
  private List<String> meant(Optional<String> sink) {
    sink.filter(name -> !events.sinks().contains(name))
        .ifPresent(name -> {
          throw unknown(name);
        });
    return sink.map(List::of).orElseGet(events::sinks);
  }

  private static RuntimeException unknown(String sink) {
    return AwsError.NO_SUCH_ENTITY.because("There is no sink of events called " + sink + ".");
  }

  private Call.Needing needing(EntrepotAction action) {
    return Call.needing(new Permission(action, new Resource.Account(first)));
  }
}
