package io.entrepot.server.route;

import io.entrepot.server.http.Method;
import java.util.EnumMap;
import java.util.Map;

/** A form of path and the endpoint of each method on it. Immutable. */
public final class Route {
  private final PathTemplate template;
  private final Map<Method, Endpoint<?>> endpoints;

  private Route(PathTemplate template, Map<Method, Endpoint<?>> endpoints) {
    this.template = template;
    this.endpoints = endpoints;
  }

  /**
   * A route without a method yet.
   *
   * @param template fixed text, or such as {@code /v2/{repository}/blobs/{last}}; one that ends in
   *     a slash matches without it too
   */
  public static Route at(String template) {
    return new Route(new PathTemplate(template), new EnumMap<>(Method.class));
  }

  /** This route with a further method. */
  public Route on(Method method, Endpoint<?> endpoint) {
    Map<Method, Endpoint<?>> more = new EnumMap<>(endpoints);
    if (more.put(method, endpoint) != null) {
      throw new IllegalArgumentException(method + " " + template + " has an endpoint already");
    }
    return new Route(template, more);
  }

  PathTemplate template() {
    return template;
  }

  Map<Method, Endpoint<?>> endpoints() {
    return endpoints;
  }
}
