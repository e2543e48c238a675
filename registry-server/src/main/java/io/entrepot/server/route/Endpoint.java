package io.entrepot.server.route;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * One operation of the registry. The dispatcher parses, obtains the grant, and only then handles.
 *
 * @param <P> what the request asks for, parsed; may hold the unread body
 */
public interface Endpoint<P> {

  /**
   * Reads the parameters, but not the body. For a GET or HEAD they may depend on the target and on
   * the header fields If-None-Match, Range and (with Range) If-Range alone: those of a request
   * without these fields are kept and used for others with the same target.
   *
   * @param path the values of the path's variables
   * @throws io.entrepot.server.error.RefusedException or a syntax exception that names what is
   *     wrong
   */
  P parse(Request request, PathValues path);

  /** Whether the parse of a GET or HEAD may be kept: not when it holds on to the request. */
  default boolean keepsParse() {
    return true;
  }

  /** What the caller needs. */
  Requirement requirement(P parameters);

  /** Does it. Runs on a virtual thread and may block. */
  Response handle(P parameters, Grant grant) throws IOException;

  /**
   * The same answer when it can be told from memory without blocking; asked on the event loop,
   * never for a request with a body.
   */
  default Optional<Response> handleNow(P parameters, Grant grant) {
    return Optional.empty();
  }
}
