package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation touches, with the condition keys that it brings (service authorisation
 * reference, AWS IAM). Immutable.
 */
record Target(Resource resource, Map<String, KeyValues> keys) {
  private static final String BOUNDARY = "iam:permissionsboundary";
  private static final String POLICY_ARN = "iam:policyarn";

  Target {
    keys = Map.copyOf(keys);
  }

  Target(Resource resource) {
    this(resource, Map.of());
  }

  /** The permission to do this to it. */
  Permission may(Action action) {
    return new Permission(action, resource, keys);
  }

  /** Tags that it has. */
  Target tagged(Map<String, String> tags) {
    Target target = this;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      target =
          target
              .key("aws:resourcetag/" + tag.getKey(), List.of(tag.getValue()))
              .key("iam:resourcetag/" + tag.getKey(), List.of(tag.getValue()));
    }
    return target;
  }

  /** Tags that the request gives it. */
  Target tagging(Map<String, String> tags) {
    if (tags.isEmpty()) {
      return this;
    }
    Target target = untagging(List.copyOf(tags.keySet()));
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      target = target.key("aws:requesttag/" + tag.getKey(), List.of(tag.getValue()));
    }
    return target;
  }

  /** Names of tags that the request speaks of. */
  Target untagging(List<String> names) {
    return key("aws:tagkeys", names);
  }

  /** The boundary that counts for the operation. */
  Target bounded(Optional<String> policy) {
    return policy.map(arn -> key(BOUNDARY, List.of(arn))).orElse(this);
  }

  /** The managed policy that it is about. */
  Target policy(String arn) {
    return key(POLICY_ARN, List.of(arn));
  }

  private Target key(String name, List<String> values) {
    Map<String, KeyValues> more = new HashMap<>(keys);
    // Names of tags that differ in case alone are one key; the first stands.
    more.putIfAbsent(name.toLowerCase(Locale.ROOT), new KeyValues.Known(values));
    return new Target(resource, more);
  }
}
