package io.entrepot.server.main;

import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.access.Access;
import io.entrepot.server.aws.AdministrationEndpoint;
import io.entrepot.server.aws.ClosedEndpoint;
import io.entrepot.server.aws.Ended;
import io.entrepot.server.aws.Operations;
import io.entrepot.server.aws.iam.IamOperations;
import io.entrepot.server.http.Method;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.Route;
import java.util.ArrayList;
import java.util.List;

/** The routes of the administration door, one for each service. */
final class Administration {
  private Administration() {}

  /**
   * The operations behind the door.
   *
   * @param listener is told of each that has ended
   */
  static List<Route> of(Access access, IdentityStore identities, Ended.Listener listener) {
    List<Route> routes = new ArrayList<>();
    for (Operations operations : operations(identities)) {
      routes.add(
          route(operations.service(), new AdministrationEndpoint(access, operations, listener)));
    }
    return routes;
  }

  /** On an open server there is nothing behind it. */
  static List<Route> closed() {
    return List.of(route("iam", new ClosedEndpoint()));
  }

  static List<Operations> operations(IdentityStore identities) {
    return List.of(IamOperations.of(identities, List.of()));
  }

  private static Route route(String service, Endpoint<?> endpoint) {
    return Route.at(AdministrationEndpoint.PREFIX + service + "/{last}").on(Method.POST, endpoint);
  }
}
