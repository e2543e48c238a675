package io.entrepot.server.http;

import java.util.Optional;

/** Answers requests: what the transport calls. */
public interface RequestHandler {
  /**
   * An answer that needs no waiting, asked on the event loop before anything else; it must not
   * block or read the body. Empty sends the request to {@link #handle}.
   */
  Optional<Response> answerNow(Request request);

  /** Answers on a virtual thread of the request's own; may block. Throws nothing but an Error. */
  Response handle(Request request);
}
