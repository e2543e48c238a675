package io.entrepot.server.aws.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the operations of an AWS service take: all that the service has. Immutable. */
public final class ServiceShapes {
  private final SortedMap<String, Shape.Structure> operations;
  private final SortedSet<String> undeclared;

  ServiceShapes(Map<String, Shape.Structure> operations, Set<String> undeclared) {
    this.operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    this.undeclared = Collections.unmodifiableSortedSet(new TreeSet<>(undeclared));
  }

  /**
   * Those of a service.
   *
   * @param service such as {@code ecr}; there has to be a file of this name
   */
  public static ServiceShapes of(String service) {
    try (InputStream file = ServiceShapes.class.getResourceAsStream(service + ".shapes")) {
      if (file == null) {
        throw new IllegalArgumentException("no declarations of " + service);
      }
      return ShapeFile.parse(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an operation takes; empty when it is not declared. */
  public Optional<Shape.Structure> input(String operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  /** The inputs that are declared, by their operations. */
  public SortedMap<String, Shape.Structure> inputs() {
    return operations;
  }

  /** Operations of the service that nothing more is known of. */
  public SortedSet<String> undeclared() {
    return undeclared;
  }

  /** Whether the service has this operation, here or not. */
  public boolean knows(String operation) {
    return operations.containsKey(operation) || undeclared.contains(operation);
  }
}
