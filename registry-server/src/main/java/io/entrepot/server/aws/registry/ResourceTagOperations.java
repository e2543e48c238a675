package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.RepositoryGovernance;
import java.util.List;
import java.util.Map;

/** Operations on the tags of repositories themselves (ECR API reference). */
public final class ResourceTagOperations {
  private final Governance governance;
  private final Naming naming;

  public ResourceTagOperations(Governance governance, Naming naming) {
    this.governance = governance;
    this.naming = naming;
  }

  /** All of them. */
  public List<Operation> all() {
    return List.of(
        new Operation("TagResource", this::tag),
        new Operation("UntagResource", this::untag),
        new Operation("ListTagsForResource", this::list));
  }

  private Call tag(Asker asker, Input input) {
    RepositoryKey key = naming.repository(input.text("resourceArn"));
    Map<String, String> tags = ResourceTags.read("tags", input);
    if (tags.isEmpty()) {
      throw AwsError.VALIDATION.because("tags is missing or empty.");
    }
    return Call.needing(ResourceTags.may(EcrAction.TAG_RESOURCE, key, tags))
        .does(() -> governance.tag(key, tags));
  }

  private Call untag(Asker asker, Input input) {
    RepositoryKey key = naming.repository(input.text("resourceArn"));
    List<String> names = input.someTexts("tagKeys");
    return Call.needing(ResourceTags.may(EcrAction.UNTAG_RESOURCE, key, names))
        .does(() -> governance.untag(key, names));
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = naming.repository(input.text("resourceArn"));
    return Call.needing(Registries.may(EcrAction.LIST_TAGS_FOR_RESOURCE, key))
        .gives(() -> {
          RepositoryGovernance found = governance.of(key);
          if (!found.exists()) {
            throw new StorageFailure.RepositoryUnknown(key).exception();
          }
          return Members.of("tags", ResourceTags.shape(found.tags()));
        });
  }
}
