package io.entrepot.auth.decide;

/**
 * Tells what would be decided and why, as {@link PolicyDecider} decides it, and grants nothing. Any
 * thread; may block where policies or the values of a condition key have to be read.
 */
public final class Simulator {
  private final ResourcePolicies policies;
  private final String region;

  /**
   * @param policies those of resources, as requests meet them
   * @param region of the registries, for the ARNs of their repositories
   */
  public Simulator(ResourcePolicies policies, String region) {
    this.policies = policies;
    this.region = region;
  }

  /** Of the registries. */
  public String region() {
    return region;
  }

  /** What a resource brings to decisions now. */
  public ResourceFacts facts(Resource resource) {
    return policies.of(resource);
  }

  /**
   * What would be decided.
   *
   * @param facts what the resource brings
   */
  public Explanation explain(Caller caller, Permission permission, ResourceFacts facts) {
    return Evaluator.explain(caller, permission, facts, region);
  }
}
