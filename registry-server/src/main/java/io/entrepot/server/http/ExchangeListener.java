package io.entrepot.server.http;

/** Is told of each request's end, on its event loop, so it must not block. */
@FunctionalInterface
public interface ExchangeListener {
  /** The exchange and its request may be kept; the request's body may not be read. */
  void ended(Exchange exchange);
}
