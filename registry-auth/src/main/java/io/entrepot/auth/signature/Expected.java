package io.entrepot.auth.signature;

import java.util.Set;

/**
 * What a door takes.
 *
 * @param services signing names, one of which the request has to be signed for
 * @param encrypted whether the connection keeps others from changing the body on its way
 */
public record Expected(Set<String> services, boolean encrypted) {
  public Expected {
    services = Set.copyOf(services);
  }
}
