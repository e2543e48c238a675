package io.entrepot.lifecycle.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object of a policy's JSON, with its place for whoever made a mistake in it. */
final class PolicyObject {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_DIGITS = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String place;
  private final JsonNode object;

  private PolicyObject(String place, JsonNode object) {
    this.place = place;
    this.object = object;
  }

  /** The object that a text is. */
  static PolicyObject read(String json) {
    JsonNode read;
    try {
      read = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new LifecyclePolicyException(
          "", "Could not map policyString into LifecyclePolicy. " + where(e));
    }
    if (!read.isObject()) {
      throw new LifecyclePolicyException("", "Could not map policyString into LifecyclePolicy.");
    }
    return new PolicyObject("", read);
  }

  /** What breaks a bound, such as a number of too many digits, has no place. */
  private static String where(JacksonException e) {
    return Optional.ofNullable(e.getLocation())
        .map(at -> "It is no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".")
        .orElse("It is nested too deeply, or a number in it is too long.");
  }

  LifecyclePolicyException wrong(String message) {
    return new LifecyclePolicyException(place, message);
  }

  LifecyclePolicyException wrong(String member, String message) {
    return new LifecyclePolicyException(at(member), message);
  }

  LifecyclePolicyException missing(String... members) {
    return wrong("object has missing required properties (" + listed(List.of(members)) + ")");
  }

  private String at(String member) {
    return place.isEmpty() ? member : place + "." + member;
  }

  boolean has(String member) {
    return object.has(member);
  }

  void requireMembers(List<String> required, List<String> others) {
    List<String> missing = required.stream().filter(name -> !has(name)).toList();
    if (!missing.isEmpty()) {
      throw missing(missing.toArray(String[]::new));
    }
    List<String> unknown =
        object.propertyNames().stream()
            .filter(name -> !required.contains(name) && !others.contains(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw wrong(
          "object instance has properties which are not allowed by the schema: ("
              + listed(unknown)
              + ")");
    }
  }

  private static String listed(List<String> names) {
    return names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  PolicyObject object(String member) {
    JsonNode value = object.required(member);
    if (!value.isObject()) {
      throw wrongType(member, "object");
    }
    return new PolicyObject(at(member), value);
  }

  List<PolicyObject> objects(String member) {
    JsonNode value = object.required(member);
    if (!value.isArray() || value.isEmpty()) {
      throw wrongType(member, "array with at least one element");
    }
    List<PolicyObject> objects = new ArrayList<>();
    for (JsonNode each : value) {
      String name = member + "[" + objects.size() + "]";
      if (!each.isObject()) {
        throw wrongType(name, "object");
      }
      objects.add(new PolicyObject(at(name), each));
    }
    return objects;
  }

  Optional<String> text(String member) {
    if (!has(member)) {
      return Optional.empty();
    }
    JsonNode value = object.required(member);
    if (!value.isString()) {
      throw wrongType(member, "string");
    }
    return Optional.of(value.stringValue());
  }

  /** Texts of at least one character each, at least one of them. */
  Optional<List<String>> texts(String member) {
    if (!has(member)) {
      return Optional.empty();
    }
    JsonNode value = object.required(member);
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (each.isString() && !each.stringValue().isEmpty()) {
        texts.add(each.stringValue());
      }
    }
    if (!value.isArray() || texts.isEmpty() || texts.size() != value.size()) {
      throw wrongType(member, "array of strings that are not empty, with at least one");
    }
    return Optional.of(texts);
  }

  String oneOf(String member, List<String> possible) {
    String text = text(member).orElseThrow();
    if (!possible.contains(text)) {
      throw wrong(
          member,
          "instance value (\""
              + text
              + "\") not found in enum (possible values: "
              + listed(possible)
              + ")");
    }
    return text;
  }

  int number(String member, int least) {
    JsonNode value = object.required(member);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrongType(member, "integer");
    }
    if (value.intValue() < least) {
      throw wrong(
          member,
          "numeric instance is lower than the required minimum (minimum: "
              + least
              + ", found: "
              + value.intValue()
              + ")");
    }
    return value.intValue();
  }

  private LifecyclePolicyException wrongType(String member, String allowed) {
    return wrong(
        member,
        "instance type does not match any allowed primitive type (allowed: " + allowed + ")");
  }
}
