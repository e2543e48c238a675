package io.entrepot.auth.decide;

import java.util.Optional;

/** Where the policies that are attached to resources are found. Any thread. */
public interface ResourcePolicies {
  /**
   * Another number after each change, before the change is acknowledged. Who notes it and then asks
   * knows that the answer holds until the number is another. Never blocks.
   */
  long generation();

  /** Those that govern a resource; may block. */
  ResourceFacts of(Resource resource);

  /** The same when it can be told from memory; never blocks. */
  Optional<ResourceFacts> now(Resource resource);
}
