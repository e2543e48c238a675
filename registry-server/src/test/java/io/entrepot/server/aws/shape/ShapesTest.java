package io.entrepot.server.aws.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** What is declared of inputs is what AWS's own models say. */
final class ShapesTest {
  static final Iterable<String> SERVICES = AwsModels.SERVICES;

  @BeforeEach
  void models_are_here() {
    assumeTrue(AwsModels.required() || AwsModels.home().isPresent(), "botocore is not installed");
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void every_operation_of_the_service_is_listed(String service) {
    ServiceShapes shapes = ServiceShapes.of(service);
    Set<String> listed = new TreeSet<>(shapes.inputs().keySet());
    listed.addAll(shapes.undeclared());
    assertEquals(new TreeSet<>(AwsModels.of(service).get("operations").propertyNames()), listed);
    assertEquals(
        listed.size(), shapes.inputs().size() + shapes.undeclared().size(), "none stands twice");
    assertTrue(shapes.inputs().size() > 10);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void what_is_declared_of_each_input_is_what_the_model_says(String service) {
    JsonNode model = AwsModels.of(service);
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> declared = new TreeMap<>();
    ServiceShapes.of(service)
        .inputs()
        .forEach((operation, input) -> {
          declared.put(operation, ShapeText.of(input));
          expected.put(operation, ModelText.of(model, operation));
        });
    assertEquals(expected, declared);
  }
}
