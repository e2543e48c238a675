package io.entrepot.auth.decide;

import java.util.Optional;

/** Where the policies that are attached to resources are found. Any thread. */
public interface ResourcePolicies {
  /** Those that govern a resource; may block. */
  ResourceFacts of(Resource resource);

  /** The same when it can be told from memory; never blocks. */
  Optional<ResourceFacts> now(Resource resource);
}
