package io.entrepot.auth.decide;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a principal's identity gives it at this moment.
 *
 * @param tags {@code aws:PrincipalTag/...}, of the user, or of the role and its session
 * @param identity the policies of the user and its groups, or of the role
 * @param boundary the permissions boundary
 * @param session the session policies, one of which must allow too; empty when none was given
 */
public record Standing(
    Map<String, String> tags,
    List<AttachedPolicy> identity,
    Optional<AttachedPolicy> boundary,
    Optional<List<AttachedPolicy>> session) {
  /** Nobody's: no tags, no policies. */
  public static final Standing NONE =
      new Standing(Map.of(), List.of(), Optional.empty(), Optional.empty());

  public Standing {
    tags = Map.copyOf(tags);
    identity = List.copyOf(identity);
    session = session.map(List::copyOf);
  }
}
