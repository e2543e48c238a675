package io.entrepot.auth.decide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.policy.pattern.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decisions rest on that is the same from request to request, kept for those that were asked
 * for last: which of somebody's statements may cover a resource, of many few; and what the resource
 * brings, for as long as nothing changes there. Nothing of a single request is in it. Any thread.
 */
final class Grounds {
  private static final int ENTRIES = 32_768;

  private final ResourcePolicies policies;
  private final String region;
  private final Cache<Asked, Ground> kept =
      Caffeine.newBuilder().maximumSize(ENTRIES).executor(Runnable::run).build();

  /**
   * @param region of the registries, for the ARNs of their repositories
   */
  Grounds(ResourcePolicies policies, String region) {
    this.policies = policies;
    this.region = region;
  }

  private record Asked(AttachedPolicies policies, Action action, Resource resource) {
    // Written out because it is compared with each request.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Asked(AttachedPolicies has, Action does, Resource to)
          && policies == has
          && action.equals(does)
          && resource.equals(to);
    }

    @Override
    public int hashCode() {
      return 31 * policies.hashCode() + resource.hashCode();
    }
  }

  /** What is known of one action on one resource by one who has these policies. */
  final class Ground {
    private final Resource resource;
    private final List<Clause> identity;
    private volatile @Nullable Known known;

    private record Known(long generation, ResourceFacts facts) {}

    private Ground(Resource resource, List<Clause> identity) {
      this.resource = resource;
      this.identity = identity;
    }

    /** The caller's own statements that cover the resource, or may. */
    List<Clause> identity() {
      return identity;
    }

    /** What the resource brings; may block. */
    ResourceFacts facts() {
      return factsNow().orElseGet(() -> policies.of(resource));
    }

    /** The same when it can be told from memory; never blocks. */
    Optional<ResourceFacts> factsNow() {
      long generation = policies.generation();
      Known before = known;
      if (before != null && before.generation() == generation) {
        return Optional.of(before.facts());
      }
      Optional<ResourceFacts> facts = policies.now(resource);
      facts.ifPresent(found -> known = new Known(generation, found));
      return facts;
    }
  }

  Ground of(AttachedPolicies identity, Permission permission) {
    Asked asked = new Asked(identity, permission.action(), permission.resource());
    Ground ground = kept.getIfPresent(asked);
    if (ground == null) {
      Optional<Arn> arn = ResourceNames.arn(permission.resource(), region);
      ground = new Ground(permission.resource(), covering(identity, permission.action(), arn));
      kept.put(asked, ground);
    }
    return ground;
  }

  /** Those of the statements about an action that cover the resource, or may. */
  static List<Clause> covering(AttachedPolicies policies, Action action, Optional<Arn> resource) {
    List<Clause> covering = new ArrayList<>();
    for (Clause clause : policies.speakingOf(action.iamName())) {
      Optional<Boolean> covers = clause.statement().covers(resource);
      if (covers.isEmpty()) {
        covering.add(clause);
      } else if (covers.get()) {
        covering.add(clause.covering());
      }
    }
    return List.copyOf(covering);
  }
}
