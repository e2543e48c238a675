package io.entrepot.server.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Attempt;
import io.entrepot.server.access.Site;
import io.entrepot.server.error.ErrorResponses;
import io.entrepot.server.error.Refusal;
import io.entrepot.server.http.Headers;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request to its endpoint: path, parameters, grant, answer; and whatever is thrown to its
 * error. Any thread may call it.
 *
 * <p>What a GET or HEAD asks for is kept by its registry and target, so that a target that is asked
 * often is parsed once. Only the parse is kept: whether the caller may is decided anew each time.
 */
public final class Dispatcher implements RequestHandler {
  /** How many targets' parses are kept, for each of GET and HEAD. */
  public static final int KEPT_PARSES = 4096;

  /** Longest target whose parse is kept, in characters; with the count it bounds the memory. */
  public static final int KEPT_TARGET_LENGTH = 512;

  private final RouteTable routes;
  private final Access access;
  private final ErrorResponses errors;
  private final Cache<Asked, Prepared<?>> gets = keptParses();
  private final Cache<Asked, Prepared<?>> heads = keptParses();

  /** What a request asks for, whoever sent it. */
  private record Asked(Site site, String target) {
    // Written out because requests compare it all the time.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Asked(Site whose, String what)
              && site.equals(whose)
              && target.equals(what));
    }

    @Override
    public int hashCode() {
      return 31 * site.hashCode() + target.hashCode();
    }
  }

  public Dispatcher(RouteTable routes, Access access, ErrorResponses errors) {
    this.routes = routes;
    this.access = access;
    this.errors = errors;
  }

  private static Cache<Asked, Prepared<?>> keptParses() {
    return Caffeine.newBuilder().maximumSize(KEPT_PARSES).build();
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public Optional<Response> answerNow(Request request) {
    if (request.method() != Method.GET && request.method() != Method.HEAD) {
      return Optional.empty();
    }
    try {
      Arrival arrival = access.arrival(request);
      return prepare(arrival).handleNow(access, arrival);
    } catch (RuntimeException sameInHandle) {
      // handle() meets the same failure, on a thread that may log and wait, and answers it.
      return Optional.empty();
    }
  }

  @Override
  public Response handle(Request request) {
    Attempt attempt;
    try {
      attempt = access.attempt(access.arrival(request));
    } catch (RuntimeException failure) {
      return errors.respond(request, failure);
    }
    try {
      Response response = prepare(attempt.arrival()).handle(access, attempt);
      attempt.answered(response);
      return response;
    } catch (Exception failure) {
      Refusal refusal = errors.refusal(request, failure);
      attempt.refused(refusal);
      return refusal.toResponse();
    }
  }

  private Prepared<?> prepare(Arrival arrival) {
    Request request = arrival.request();
    if (!dependsOnTargetAlone(request)) {
      return routes.prepare(request, arrival.site());
    }
    Cache<Asked, Prepared<?>> kept = request.method() == Method.GET ? gets : heads;
    Asked asked = new Asked(arrival.site(), request.target());
    Prepared<?> known = kept.getIfPresent(asked);
    if (known != null) {
      return known;
    }
    Prepared<?> prepared = routes.prepare(request, arrival.site());
    if (prepared.endpoint().keepsParse()) {
      kept.put(asked, prepared);
    }
    return prepared;
  }

  /** See {@link Endpoint#parse} for the header fields that it may read. */
  private static boolean dependsOnTargetAlone(Request request) {
    if (request.method() != Method.GET && request.method() != Method.HEAD) {
      return false;
    }
    Headers headers = request.headers();
    return request.target().length() <= KEPT_TARGET_LENGTH
        && headers.first("If-None-Match").isEmpty()
        && headers.first("Range").isEmpty();
  }
}
