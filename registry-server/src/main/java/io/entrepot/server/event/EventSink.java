package io.entrepot.server.event;

import java.util.UUID;

/** Who wants to know what happened. Any thread, several at once. */
public interface EventSink extends AutoCloseable {
  /** What it is called in the settings; its place among the events is kept under this name. */
  String name();

  /** Where it is, for an operator, with no secret in it. */
  String target();

  /** How many events it is offered at the same time; 1 keeps them in order. */
  int atOnce();

  /**
   * Offers it an event; blocks until it is known what became of it, for a bounded time.
   *
   * @param id the same each time that the event is offered
   * @param json the event
   */
  Delivery deliver(UUID id, byte[] json);

  /** Cuts off what is under way. */
  @Override
  void close();
}
