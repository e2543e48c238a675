package io.entrepot.server.aws.iam;

import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The managed policies that an account sees: those that are built in, then its own. */
final class PolicyList {
  /** Begins the marker of a page of the account's own policies. */
  private static final String OWN = "own-";

  private final IdentityStore store;

  PolicyList(IdentityStore store) {
    this.store = store;
  }

  /** Whose policies are meant. */
  enum Scope {
    ALL,
    AWS,
    LOCAL;

    /** As IAM writes it. */
    static Scope of(String word) {
      return switch (word) {
        case "AWS" -> AWS;
        case "Local" -> LOCAL;
        default -> ALL;
      };
    }
  }

  Page<ManagedPolicy> page(AccountId account, Scope scope, String prefix, PageRequest request) {
    Optional<String> own =
        request
            .marker()
            .filter(marker -> marker.startsWith(OWN))
            .map(marker -> marker.substring(OWN.length()));
    if (own.isPresent() || scope == Scope.LOCAL) {
      return own(account, prefix, new PageRequest(own, request.size()));
    }
    Page<ManagedPolicy> builtIn = builtIn(account, prefix, request);
    int room = request.size() - builtIn.items().size();
    if (scope == Scope.AWS || builtIn.marker().isPresent()) {
      return builtIn;
    }
    if (room == 0) {
      // An empty marker of the store's begins with the first.
      return new Page<>(builtIn.items(), Optional.of(OWN));
    }
    Page<ManagedPolicy> rest = own(account, prefix, new PageRequest(Optional.empty(), room));
    List<ManagedPolicy> both = new ArrayList<>(builtIn.items());
    both.addAll(rest.items());
    return new Page<>(both, rest.marker());
  }

  private Page<ManagedPolicy> builtIn(AccountId account, String prefix, PageRequest request) {
    List<ManagedPolicy> all =
        store.managedPolicies().builtIn(account).stream()
            .filter(policy -> policy.path().startsWith(prefix))
            .toList();
    return Slices.of(all, request, ManagedPolicy::name);
  }

  private Page<ManagedPolicy> own(AccountId account, String prefix, PageRequest request) {
    Page<ManagedPolicy> page = store.managedPolicies().list(account, prefix, request);
    return new Page<>(page.items(), page.marker().map(OWN::concat));
  }
}
