package io.entrepot.server.netty;

import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a server share: whom to ask, whom to tell, and how much to allow. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final Response FAILED = Response.of(500);

  final RequestHandler handler;
  final TransportListener listener;
  final TransportLimits limits;
  final WholeBodies wholeBodies = WholeBodies.OF_PROCESS;
  final BodyMemory waitingBodies = BodyMemory.OF_PROCESS;

  /** Set when the server is to stop: no connection is kept after its running requests. */
  volatile boolean draining;

  Serving(RequestHandler handler, TransportListener listener, TransportLimits limits) {
    this.handler = handler;
    this.listener = listener;
    this.limits = limits;
  }

  /**
   * Has a request answered, at once if it has no body and the handler can, else by a thread of its
   * own. The answer is given on the event loop.
   */
  void dispatch(NettyRequest request, EventExecutor loop, Consumer<Response> answer) {
    if (request.body() == NoBody.NONE) {
      Optional<Response> now = handler.answerNow(request);
      if (now.isPresent()) {
        answer.accept(now.get());
        return;
      }
    }
    Thread.ofVirtual().name("request").start(() -> handle(request, loop, answer));
  }

  private void handle(NettyRequest request, EventExecutor loop, Consumer<Response> answer) {
    Response response = FAILED;
    try {
      response = handler.handle(request);
    } finally {
      deliver(request, response, loop, answer);
    }
  }

  private static void deliver(
      NettyRequest request, Response response, EventExecutor loop, Consumer<Response> answer) {
    try {
      loop.execute(() -> {
        // Also when it has arrived whole, which its connection then knows nothing of any more.
        if (request.body() instanceof QueuedBody unread) {
          unread.drop();
        }
        answer.accept(response);
      });
    } catch (RejectedExecutionException e) {
      LOG.debug("An answer came after the server had stopped", e);
      dispose(response.body());
    }
  }

  /** Closes what an answer's body holds open. For bodies that are not sent. */
  static void dispose(ResponseBody body) {
    if (body instanceof ResponseBody.FilePart part) {
      try {
        part.channel().close();
      } catch (IOException e) {
        LOG.warn("A file that was to be sent could not be closed", e);
      }
    }
  }
}
