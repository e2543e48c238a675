package io.entrepot.auth.decide;

import java.util.Map;
import java.util.Optional;

/**
 * What a principal's identity gives it at this moment.
 *
 * @param tags {@code aws:PrincipalTag/...}, of the user, or of the role and its session
 * @param identity the policies of the user and its groups, or of the role
 * @param boundary the permissions boundary, which is one
 * @param session the session policies, one of which must allow too; empty when none was given
 */
public record Standing(
    Map<String, String> tags,
    AttachedPolicies identity,
    Optional<AttachedPolicies> boundary,
    Optional<AttachedPolicies> session) {
  /** Nobody's: no tags, no policies. */
  public static final Standing NONE =
      new Standing(Map.of(), AttachedPolicies.NONE, Optional.empty(), Optional.empty());

  public Standing {
    tags = Map.copyOf(tags);
  }
}
