package io.entrepot.auth.decide;

import java.util.Map;

/**
 * One action on one resource.
 *
 * @param keys condition keys that this action brings besides those of every request, such as {@code
 *     ecr:ImageTag}, by their names in lower case
 */
public record Permission(Action action, Resource resource, Map<String, KeyValues> keys) {
  public Permission {
    keys = Map.copyOf(keys);
  }

  public Permission(Action action, Resource resource) {
    this(action, resource, Map.of());
  }
}
