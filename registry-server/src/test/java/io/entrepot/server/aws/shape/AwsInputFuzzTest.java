package io.entrepot.server.aws.shape;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.JsonInput;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.http.FormFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whatever a body is, it is read and judged, or refused with an error of AWS's. */
final class AwsInputFuzzTest {
  private static final List<Shape.Structure> INPUTS =
      AwsModels.SERVICES.stream()
          .flatMap(service -> ServiceShapes.of(service).inputs().values().stream())
          .toList();

  @FuzzTest(maxDuration = "20s")
  void a_body_is_read_and_judged_or_refused(FuzzedDataProvider data) {
    Shape.Structure input = data.pickValue(INPUTS);
    boolean json = data.consumeBoolean();
    byte[] body = data.consumeRemainingAsBytes();
    Tree.Members members;
    try {
      members = json ? JsonForm.read(input, JsonInput.readLarge(body)) : form(input, body);
    } catch (AwsException refused) {
      assertTrue(
          List.of("SerializationException", "MalformedInput").contains(refused.error().code()));
      return;
    }
    assertTrue(input.members().keySet().containsAll(members.values().keySet()));
    List<Violation> violations = Validation.of(input, members);
    assertTrue(violations.size() <= Validation.MOST);
    violations.forEach(violation -> assertFalse(violation.ofParameter().isEmpty()));
    assertTrue(Validation.sentence(violations).contains("error"));
  }

  private static Tree.Members form(Shape.Structure input, byte[] body) {
    Map<String, String> fields = new TreeMap<>();
    try {
      FormFields form = FormFields.parse(body, 5_000);
      form.names().forEach(name -> fields.put(name, form.first(name).orElseThrow()));
    } catch (IllegalArgumentException noForm) {
      assertFalse(String.valueOf(noForm.getMessage()).isEmpty());
    }
    return QueryForm.read(input, fields);
  }
}
