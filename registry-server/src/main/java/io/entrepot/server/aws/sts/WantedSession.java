package io.entrepot.server.aws.sts;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request for a session wants it to carry, and the condition keys that this brings (service
 * authorisation reference, AWS STS).
 *
 * @param keys in lower case
 */
record WantedSession(NewSession session, Map<String, KeyValues> keys) {
  /** Reads the members that all requests for sessions may have. */
  static WantedSession read(Input input) {
    refuseFactors(input);
    List<String> arns = new ArrayList<>();
    for (Input policy : input.inputs("PolicyArns")) {
      arns.add(policy.text("arn"));
      policy.refuseRest();
    }
    Map<String, String> tags = input.tags("Tags");
    Set<String> transitive = new HashSet<>(input.texts("TransitiveTagKeys").orElse(List.of()));
    Map<String, KeyValues> keys = new HashMap<>();
    if (!tags.isEmpty()) {
      tags.forEach((key, value) -> put(keys, "aws:requesttag/" + key, List.of(value)));
      put(keys, "aws:tagkeys", List.copyOf(tags.keySet()));
    }
    if (!transitive.isEmpty()) {
      put(keys, "sts:transitivetagkeys", List.copyOf(transitive));
    }
    return new WantedSession(
        new NewSession(input.optionalText("Policy"), arns, tags, transitive), keys);
  }

  /** There are no second factors here, and nothing that only these would prove. */
  static void refuseFactors(Input input) {
    for (String member : List.of("SerialNumber", "TokenCode", "SourceIdentity")) {
      if (input.optionalText(member).isPresent()) {
        throw AwsError.VALIDATION.because(member + " is not supported here.");
      }
    }
    if (!input.inputs("ProvidedContexts").isEmpty()) {
      throw AwsError.VALIDATION.because("ProvidedContexts is not supported here.");
    }
    // A hint that changes nothing of what is answered.
    input.whole("MinimumSessionTokenSize", 0, Integer.MAX_VALUE);
  }

  /** The same with a further key. */
  WantedSession with(String key, Optional<String> value) {
    if (value.isEmpty()) {
      return this;
    }
    Map<String, KeyValues> more = new HashMap<>(keys);
    put(more, key, List.of(value.get()));
    return new WantedSession(session, more);
  }

  Permission may(Action action, Resource resource) {
    return new Permission(action, resource, keys);
  }

  boolean tagged() {
    return !session.tags().isEmpty();
  }

  private static void put(Map<String, KeyValues> keys, String key, List<String> values) {
    keys.putIfAbsent(key.toLowerCase(Locale.ROOT), new KeyValues.Known(values));
  }
}
