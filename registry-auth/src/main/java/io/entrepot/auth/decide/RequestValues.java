package io.entrepot.auth.decide;

import io.entrepot.auth.policy.pattern.RequestKeys;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys of one request, made when a policy asks for them (IAM user guide, AWS global
 * condition context keys; service authorisation reference, Amazon ECR). One thread.
 */
final class RequestValues implements RequestKeys {
  private static final String PRINCIPAL_TAG = "aws:principaltag/";
  private static final String RESOURCE_TAG = "aws:resourcetag/";
  private static final String ECR_RESOURCE_TAG = "ecr:resourcetag/";
  private static final String PUBLIC_RESOURCE_TAG = "ecr-public:resourcetag/";

  private final Caller caller;
  private final Permission permission;
  private final ResourceFacts facts;
  private final String region;
  private Map<String, List<String>> read = Map.of();

  /** What was asked for last: statements that were written alike ask for the same key in a row. */
  private String last = "";

  private final Set<String> asked = new HashSet<>();

  private List<String> lastValues = List.of();

  RequestValues(Caller caller, Permission permission, ResourceFacts facts, String region) {
    this.caller = caller;
    this.permission = permission;
    this.facts = facts;
    this.region = region;
  }

  @Override
  public List<String> values(String key) {
    KeyValues brought = permission.keys().get(key);
    if (brought != null) {
      return switch (brought) {
        case KeyValues.Known known -> known.values();
        case KeyValues.Lookup lookup -> read(key, lookup);
      };
    }
    if (key.startsWith(PRINCIPAL_TAG)) {
      return tag(caller.standing().tags(), key.substring(PRINCIPAL_TAG.length()));
    }
    if (key.startsWith(RESOURCE_TAG)) {
      return tag(facts.tags(), key.substring(RESOURCE_TAG.length()));
    }
    if (key.startsWith(ECR_RESOURCE_TAG)) {
      return tag(facts.tags(), key.substring(ECR_RESOURCE_TAG.length()));
    }
    if (key.startsWith(PUBLIC_RESOURCE_TAG)) {
      return tag(facts.tags(), key.substring(PUBLIC_RESOURCE_TAG.length()));
    }
    return global(key);
  }

  private List<String> global(String key) {
    Principal principal = caller.principal();
    return switch (key) {
      case "aws:principalarn" ->
          principal.account().isEmpty() ? List.of() : List.of(principal.principalArn());
      case "aws:principalaccount" -> list(principal.account().map(AccountId::value));
      case "aws:principaltype" -> List.of(principal.type());
      case "aws:userid" -> List.of(principal.userId());
      case "aws:username" -> list(principal.userName());
      case "aws:requestedregion" -> List.of(region);
      case "aws:resourceaccount" -> List.of(permission.resource().account().value());
      default -> ofRequest(key);
    };
  }

  private List<String> ofRequest(String key) {
    if (!key.equals(last)) {
      lastValues = caller.request().values(key);
      last = key;
      asked.add(key);
    }
    return lastValues;
  }

  /** The keys that the request itself was asked for, as against its caller and its resource. */
  Set<String> askedOfRequest() {
    return Set.copyOf(asked);
  }

  /** Whether no value had to be looked up. */
  boolean hasReadNothing() {
    return read.isEmpty();
  }

  private List<String> read(String key, KeyValues.Lookup lookup) {
    List<String> known = read.get(key);
    if (known != null) {
      return known;
    }
    List<String> values = List.copyOf(lookup.read().get());
    Map<String, List<String>> more = new HashMap<>(read);
    more.put(key, values);
    read = more;
    return values;
  }

  // Names of tags are compared without regard to case. Of two that differ in nothing else the first
  // in the order of characters is taken, so that the answer does not depend on chance.
  private static List<String> tag(Map<String, String> tags, String name) {
    String found = "";
    String value = "";
    boolean any = false;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().equalsIgnoreCase(name) && (!any || tag.getKey().compareTo(found) < 0)) {
        any = true;
        found = tag.getKey();
        value = tag.getValue();
      }
    }
    return any ? List.of(value) : List.of();
  }

  private static List<String> list(Optional<String> value) {
    return value.map(List::of).orElse(List.of());
  }
}
