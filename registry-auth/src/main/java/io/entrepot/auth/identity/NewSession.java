package io.entrepot.auth.identity;

import io.entrepot.auth.credential.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody wants a session to carry (AWS STS API reference, AssumeRole; IAM user guide, Pass
 * session tags in AWS STS). What breaks a rule is an {@link IdentityFailure.InvalidInput}.
 *
 * @param policy a session policy, as JSON
 * @param policyArns managed policies of the role's account, or built in
 * @param tags those of the session
 * @param transitiveTags keys among the tags, for sessions that are begun from this one
 */
public record NewSession(
    Optional<String> policy,
    List<String> policyArns,
    Map<String, String> tags,
    Set<String> transitiveTags) {
  /** Managed policies of one session. */
  public static final int MAX_POLICY_ARNS = 10;

  /** With nothing wanted. */
  public static final NewSession PLAIN =
      new NewSession(Optional.empty(), List.of(), Map.of(), Set.of());

  public NewSession {
    policyArns = List.copyOf(policyArns);
    tags = Map.copyOf(tags);
    transitiveTags = Set.copyOf(transitiveTags);
    if (policyArns.size() > MAX_POLICY_ARNS) {
      throw invalid("A session has at most " + MAX_POLICY_ARNS + " managed policies.");
    }
    if (tags.size() > TagRules.MAX_TAGS) {
      throw invalid("A session has at most " + TagRules.MAX_TAGS + " tags.");
    }
    tags.forEach(TagRules::check);
    if (anyCase(tags.keySet()).size() < tags.size()) {
      throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    if (!anyCase(tags.keySet()).containsAll(transitiveTags)) {
      throw invalid("A transitive tag key is not among the tags of the session.");
    }
  }

  /** The same with these tags. */
  public NewSession tagged(Map<String, String> given, Set<String> transitive) {
    return new NewSession(policy, policyArns, given, transitive);
  }

  /**
   * The same, begun with the credentials of another session, whose transitive tags it has too and
   * may not set otherwise.
   */
  public NewSession from(Session before) {
    Map<String, String> all = new HashMap<>(tags);
    Set<String> transitive = new HashSet<>(transitiveTags);
    Set<String> passedOn = anyCase(before.transitiveTags());
    before
        .tags()
        .forEach((key, value) -> {
          if (passedOn.contains(key)) {
            if (anyCase(tags.keySet()).contains(key)) {
              throw invalid("The tag " + key + " was passed on by the session and stays as it is.");
            }
            all.put(key, value);
            transitive.add(key);
          }
        });
    return tagged(all, transitive);
  }

  private static Set<String> anyCase(Set<String> keys) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(keys);
    return set;
  }

  private static IdentityException invalid(String message) {
    return new IdentityFailure.InvalidInput(message).exception();
  }
}
