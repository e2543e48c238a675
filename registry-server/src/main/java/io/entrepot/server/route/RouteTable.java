package io.entrepot.server.route;

import io.entrepot.server.access.Site;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All routes, in the order in which they are tried. Immutable. */
public final class RouteTable {
  private final List<Route> routes;

  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The endpoint that answers this request, with its parameters read.
   *
   * @throws RefusedException when the path or its method is unknown
   */
  Prepared<?> prepare(Request request, Site site) {
    String path = request.path();
    for (Route route : routes) {
      Optional<PathValues> values = route.template().match(site, path);
      if (values.isPresent()) {
        return Prepared.of(endpoint(route, request.method()), request, values.get());
      }
    }
    throw unknownPath(path);
  }

  private static Endpoint<?> endpoint(Route route, Method method) {
    Endpoint<?> endpoint = route.endpoints().get(method);
    if (endpoint == null) {
      String allowed =
          route.endpoints().keySet().stream().map(Method::name).collect(Collectors.joining(", "));
      throw new RefusedException(
          405,
          OciError.UNSUPPORTED,
          method + " is not allowed here, only " + allowed,
          List.of("Allow", allowed));
    }
    return endpoint;
  }

  /** No valid path holds an escape, a parameter or an empty or dotted segment. */
  private static RefusedException unknownPath(String path) {
    boolean odd =
        path.indexOf('%') >= 0
            || path.indexOf(';') >= 0
            || path.contains("//")
            || path.contains("/.")
            || path.indexOf('\\') >= 0;
    return odd
        ? new RefusedException(
            OciError.NAME_INVALID,
            "no name or reference of this registry is written with '%', ';', '\\', an empty segment"
                + " or one that starts with a dot")
        : new RefusedException(
            404,
            OciError.UNSUPPORTED,
            "this registry has no such path; its endpoints begin with /v2/",
            List.of());
  }
}
