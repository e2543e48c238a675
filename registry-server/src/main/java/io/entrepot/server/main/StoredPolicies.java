package io.entrepot.server.main;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.ResourceFacts;
import io.entrepot.auth.decide.ResourcePolicies;
import io.entrepot.auth.federation.WebIdentities;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.RegistryGovernance;
import io.entrepot.storage.registry.RepositoryGovernance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The policies that lie in the store beside what they govern, parsed once each. Any thread. */
final class StoredPolicies implements ResourcePolicies {
  /** The name that means all repositories of a registry. */
  private static final String ANY = "*";

  private static final int KEPT = 4096;

  private final Governance governance;
  private final Function<Resource.AssumableRole, Optional<String>> trust;
  private final Cache<Text, PolicyDocument> parsed =
      Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<Governed, ResourceFacts> facts =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  /** A policy's text, which many repositories may share. */
  private record Text(PolicyKind kind, String json) {}

  /** All that governs a resource; the same values mean the same facts. */
  private record Governed(
      RepositoryKey repository, RepositoryGovernance own, RegistryGovernance registry) {}

  /**
   * Those of a registry.
   *
   * @param trust the trust policy of a role, if there is such a role; may block
   */
  StoredPolicies(Governance governance, Function<Resource.AssumableRole, Optional<String>> trust) {
    this.governance = governance;
    this.trust = trust;
  }

  /** How to find the trust policies of a store's roles. */
  static Function<Resource.AssumableRole, Optional<String>> trust(IdentityStore store) {
    return role ->
        store
            .roles()
            .byArn(WebIdentities.roleArn(role.account(), role.path()))
            .map(Role::trustPolicy);
  }

  @Override
  public long generation() {
    return governance.generation();
  }

  @Override
  public ResourceFacts of(Resource resource) {
    RegistryId registry = registry(resource);
    return switch (resource) {
      case Resource.Repository repository -> ofRepository(registry, repository.name());
      case Resource.PublicRepository repository -> ofRepository(registry, repository.name());
      // A public registry has no policy.
      case Resource.PublicRegistry whole -> ResourceFacts.NONE;
      case Resource.Registry whole -> registryFacts(registry, governance.of(registry));
      case Resource.Identity identity -> ResourceFacts.NONE;
      case Resource.AssumableRole role -> trustFacts(role);
      case Resource.FederatedUser user -> ResourceFacts.NONE;
      case Resource.BuiltInPolicy policy -> ResourceFacts.NONE;
      case Resource.Account account -> ResourceFacts.NONE;
    };
  }

  @Override
  public Optional<ResourceFacts> now(Resource resource) {
    RegistryId registry = registry(resource);
    return switch (resource) {
      case Resource.Repository repository -> nowOfRepository(registry, repository.name());
      case Resource.PublicRepository repository -> nowOfRepository(registry, repository.name());
      case Resource.PublicRegistry whole -> Optional.of(ResourceFacts.NONE);
      case Resource.Registry whole ->
          governance.now(registry).map(above -> registryFacts(registry, above));
      case Resource.Identity identity -> Optional.of(ResourceFacts.NONE);
      // A change of a trust policy does not change the generation of these.
      case Resource.AssumableRole role -> Optional.empty();
      case Resource.FederatedUser user -> Optional.of(ResourceFacts.NONE);
      case Resource.BuiltInPolicy policy -> Optional.of(ResourceFacts.NONE);
      case Resource.Account account -> Optional.of(ResourceFacts.NONE);
    };
  }

  private static RegistryId registry(Resource resource) {
    String account = resource.account().value();
    return resource instanceof Resource.PublicRepository
        ? RegistryId.ofPublic(account)
        : new RegistryId(account);
  }

  private ResourceFacts ofRepository(RegistryId registry, String name) {
    if (name.equals(ANY)) {
      return registryFacts(registry, governance.of(registry));
    }
    RepositoryKey key = new RepositoryKey(registry, new RepositoryName(name));
    return facts(new Governed(key, governance.of(key), governance.of(registry)));
  }

  private Optional<ResourceFacts> nowOfRepository(RegistryId registry, String name) {
    Optional<RegistryGovernance> above = governance.now(registry);
    if (name.equals(ANY) || above.isEmpty()) {
      return above.map(found -> registryFacts(registry, found));
    }
    RepositoryKey key = new RepositoryKey(registry, new RepositoryName(name));
    return governance.now(key).map(own -> facts(new Governed(key, own, above.get())));
  }

  private ResourceFacts facts(Governed governed) {
    RepositoryGovernance own = governed.own();
    Optional<String> above = governed.registry().policy();
    if (own.policy().isEmpty() && above.isEmpty() && own.tags().isEmpty()) {
      return ResourceFacts.NONE;
    }
    return facts.get(
        governed,
        each -> {
          List<AttachedPolicy> policies = new ArrayList<>();
          own.policy()
              .ifPresent(json ->
                  policies.add(
                      parse(PolicyKind.REPOSITORY, "repository " + each.repository(), json)));
          above.ifPresent(json -> policies.add(ofRegistry(each.repository().registry(), json)));
          return new ResourceFacts(new AttachedPolicies(policies), own.tags());
        });
  }

  private ResourceFacts registryFacts(RegistryId registry, RegistryGovernance above) {
    return above
        .policy()
        .map(json -> new ResourceFacts(AttachedPolicies.of(ofRegistry(registry, json)), Map.of()))
        .orElse(ResourceFacts.NONE);
  }

  private ResourceFacts trustFacts(Resource.AssumableRole role) {
    return trust
        .apply(role)
        .map(json ->
            new ResourceFacts(
                AttachedPolicies.of(parse(PolicyKind.TRUST, "trust of role " + role.path(), json)),
                Map.of()))
        .orElse(ResourceFacts.NONE);
  }

  private AttachedPolicy ofRegistry(RegistryId registry, String json) {
    return parse(PolicyKind.REGISTRY, "registry " + registry, json);
  }

  /** What does not parse was never accepted; a decision that needs it fails, rather than allow. */
  private AttachedPolicy parse(PolicyKind kind, String owner, String json) {
    PolicyDocument document =
        parsed.get(new Text(kind, json), text -> PolicyDocument.parse(text.json(), text.kind()));
    return new AttachedPolicy("policy of " + owner, document);
  }
}
