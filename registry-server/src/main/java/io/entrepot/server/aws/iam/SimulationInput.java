package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.NamedAction;
import io.entrepot.auth.decide.OrganizationsAction;
import io.entrepot.auth.decide.StsAction;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.PolicySyntaxException;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what simulations are asked: actions, policies and condition keys. */
final class SimulationInput {
  /** Most actions, and most resources, of one simulation. */
  static final int MAX_NAMES = 100;

  /** Most policies of one simulation. */
  static final int MAX_POLICIES = 20;

  private static final int MAX_ENTRIES = 256;

  private SimulationInput() {}

  static List<Action> actions(Input input) {
    List<String> names = input.texts("ActionNames").orElse(List.of());
    if (names.isEmpty()) {
      throw AwsError.VALIDATION.because("ActionNames is missing or empty.");
    }
    if (names.size() > MAX_NAMES) {
      throw AwsError.VALIDATION.because("ActionNames has at most " + MAX_NAMES + " members.");
    }
    return names.stream().map(SimulationInput::action).toList();
  }

  private static Action action(String name) {
    if (!name.matches("[A-Za-z0-9-]{1,64}:[A-Za-z0-9]{1,128}")) {
      throw AwsError.INVALID_INPUT.because(
          "Invalid Entity Action: " + name + ". An action has no wildcards here.");
    }
    return Stream.<Action[]>of(
            EcrAction.values(),
            EcrPublicAction.values(),
            IamAction.values(),
            StsAction.values(),
            OrganizationsAction.values(),
            EntrepotAction.values())
        .flatMap(Stream::of)
        .filter(known -> known.iamName().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> new NamedAction(name));
  }

  /** {@code *} when none is named. */
  static List<String> resources(Input input) {
    List<String> arns = input.texts("ResourceArns").orElse(List.of());
    if (arns.size() > MAX_NAMES) {
      throw AwsError.VALIDATION.because("ResourceArns has at most " + MAX_NAMES + " members.");
    }
    return arns.isEmpty() ? List.of("*") : arns;
  }

  /** Policies of identities that are given as texts. */
  static List<AttachedPolicy> policies(Input input, String member) {
    List<String> texts = input.texts(member).orElse(List.of());
    if (texts.size() > MAX_POLICIES) {
      throw AwsError.VALIDATION.because(member + " has at most " + MAX_POLICIES + " members.");
    }
    List<AttachedPolicy> policies = new ArrayList<>();
    for (String text : texts) {
      policies.add(parse(member + "." + (policies.size() + 1), text, PolicyKind.IDENTITY));
    }
    return policies;
  }

  static Optional<AttachedPolicy> boundary(Input input) {
    List<AttachedPolicy> policies = policies(input, "PermissionsBoundaryPolicyInputList");
    if (policies.size() > 1) {
      throw AwsError.INVALID_INPUT.because("There is at most one permissions boundary.");
    }
    return policies.stream().findFirst();
  }

  static Optional<AttachedPolicy> resourcePolicy(Input input) {
    return input
        .optionalText("ResourcePolicy")
        .map(text -> parse("ResourcePolicy", text, PolicyKind.REPOSITORY));
  }

  private static AttachedPolicy parse(String name, String text, PolicyKind kind) {
    try {
      return new AttachedPolicy(name, PolicyDocument.parse(text, kind));
    } catch (PolicySyntaxException e) {
      throw AwsError.INVALID_INPUT.because(name + ": " + e.getMessage());
    }
  }

  /** By names in lower case. What only a real request has is absent unless it is given. */
  static Map<String, KeyValues> context(Input input) {
    Map<String, KeyValues> keys = new HashMap<>();
    for (String real :
        List.of("aws:sourceip", "aws:securetransport", "aws:useragent", "aws:tokenissuetime")) {
      keys.put(real, new KeyValues.Known(List.of()));
    }
    List<Input> entries = input.inputs("ContextEntries");
    if (entries.size() > MAX_ENTRIES) {
      throw AwsError.VALIDATION.because("ContextEntries has at most " + MAX_ENTRIES + " members.");
    }
    for (Input entry : entries) {
      String name = entry.text("ContextKeyName").toLowerCase(Locale.ROOT);
      List<String> values = entry.texts("ContextKeyValues").orElse(List.of());
      entry.optionalText("ContextKeyType");
      entry.refuseRest();
      keys.put(name, new KeyValues.Known(values));
    }
    return keys;
  }
}
