package io.entrepot.server.aws;

import io.entrepot.server.spelling.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All operations of a service, by their names. Immutable. */
public final class Operations {
  private final String service;
  private final SortedMap<String, Operation> byName = new TreeMap<>();

  /**
   * A list of at least one.
   *
   * @param service such as {@code iam}
   */
  public Operations(String service, List<Operation> operations) {
    this.service = service;
    for (Operation operation : operations) {
      if (byName.put(operation.name(), operation) != null) {
        throw new IllegalArgumentException(operation.name() + " stands twice");
      }
    }
  }

  public String service() {
    return service;
  }

  public List<Operation> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Operation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The operation with the name that is nearest to this one. */
  String nearest(String name) {
    return Nearest.of(name, byName.keySet());
  }
}
