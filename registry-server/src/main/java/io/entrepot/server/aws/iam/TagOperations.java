package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Operations on the tags of users, roles, policies and providers (IAM API reference). */
final class TagOperations {
  private final IdentityStore store;
  private final Targets targets;

  TagOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  /** A thing that has tags, found by the input's member that names it. */
  private interface Tagged {
    Target target();

    Map<String, String> tags();

    void tag(Map<String, String> tags);

    void untag(Collection<String> names);
  }

  /** Finds what is named. */
  private interface Naming {
    Tagged of(Asker asker, Input input);
  }

  List<Operation> all() {
    return Stream.of(
            three(
                "User",
                List.of(IamAction.TAG_USER, IamAction.UNTAG_USER, IamAction.LIST_USER_TAGS),
                (asker, input) -> identity(Holder.USER.named(asker, input))),
            three(
                "Role",
                List.of(IamAction.TAG_ROLE, IamAction.UNTAG_ROLE, IamAction.LIST_ROLE_TAGS),
                (asker, input) -> identity(Holder.ROLE.named(asker, input))),
            three(
                "Policy",
                List.of(IamAction.TAG_POLICY, IamAction.UNTAG_POLICY, IamAction.LIST_POLICY_TAGS),
                (asker, input) -> policy(asker, input.text("PolicyArn"))),
            three(
                "OpenIDConnectProvider",
                List.of(
                    IamAction.TAG_OPEN_ID_CONNECT_PROVIDER,
                    IamAction.UNTAG_OPEN_ID_CONNECT_PROVIDER,
                    IamAction.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS),
                (asker, input) -> provider(asker, input.text("OpenIDConnectProviderArn"))))
        .flatMap(List::stream)
        .toList();
  }

  /** The three operations of a kind: to set, to remove, to list. */
  private static List<Operation> three(String word, List<IamAction> actions, Naming naming) {
    return List.of(
        new Operation("Tag" + word, (a, in) -> tag(actions.get(0), naming.of(a, in), in)),
        new Operation("Untag" + word, (a, in) -> untag(actions.get(1), naming.of(a, in), in)),
        new Operation(
            "List" + word + "Tags", (a, in) -> list(actions.get(2), naming.of(a, in), in)));
  }

  private static Call tag(IamAction action, Tagged tagged, Input input) {
    Map<String, String> tags = input.tags("Tags");
    if (tags.isEmpty()) {
      throw AwsError.VALIDATION.because("Tags is missing or empty.");
    }
    return Call.needing(tagged.target().tagging(tags).may(action)).does(() -> tagged.tag(tags));
  }

  private static Call untag(IamAction action, Tagged tagged, Input input) {
    List<String> names =
        input
            .texts("TagKeys")
            .orElseThrow(() -> AwsError.VALIDATION.because("TagKeys is missing or empty."));
    return Call.needing(tagged.target().untagging(names).may(action))
        .does(() -> tagged.untag(names));
  }

  private static Call list(IamAction action, Tagged tagged, Input input) {
    PageRequest page = input.page();
    return Call.needing(tagged.target().may(action))
        .gives(() -> {
          Map<String, String> tags = tagged.tags();
          return Shapes.page(
              "Tags",
              Slices.of(tags.keySet().stream().sorted().toList(), page, key -> key),
              key -> Members.of("Key", key).and("Value", tags.getOrDefault(key, "")));
        });
  }

  private Tagged identity(IdentityName name) {
    return new Tagged() {
      @Override
      public Target target() {
        return targets.of(name);
      }

      @Override
      public Map<String, String> tags() {
        return store.identityTags().of(name);
      }

      @Override
      public void tag(Map<String, String> tags) {
        store.identityTags().put(name, tags);
      }

      @Override
      public void untag(Collection<String> names) {
        store.identityTags().remove(name, names);
      }
    };
  }

  private Tagged policy(Asker asker, String arn) {
    return new Tagged() {
      @Override
      public Target target() {
        return targets.policy(asker.account(), arn);
      }

      @Override
      public Map<String, String> tags() {
        return store.managedPolicies().get(asker.account(), arn).tags();
      }

      @Override
      public void tag(Map<String, String> tags) {
        store.managedPolicies().tag(asker.account(), arn, tags);
      }

      @Override
      public void untag(Collection<String> names) {
        store.managedPolicies().untag(asker.account(), arn, names);
      }
    };
  }

  private Tagged provider(Asker asker, String arn) {
    return new Tagged() {
      @Override
      public Target target() {
        return targets.provider(asker.account(), arn);
      }

      @Override
      public Map<String, String> tags() {
        return store.oidcProviders().get(asker.account(), arn).tags();
      }

      @Override
      public void tag(Map<String, String> tags) {
        store.oidcProviders().tag(asker.account(), arn, tags);
      }

      @Override
      public void untag(Collection<String> names) {
        store.oidcProviders().untag(asker.account(), arn, names);
      }
    };
  }
}
