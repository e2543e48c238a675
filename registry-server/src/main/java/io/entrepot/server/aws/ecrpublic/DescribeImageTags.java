package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.DescribeImages;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Inventory;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.TaggedImage;

/** ECR Public's {@code DescribeImageTags}: the tags of a repository, with their images. */
final class DescribeImageTags {
  private final Registries registries;
  private final Inventory inventory;
  private final PageTokens tokens;

  DescribeImageTags(Registries registries, Inventory inventory, PageTokens tokens) {
    this.registries = registries;
    this.inventory = inventory;
    this.tokens = tokens;
  }

  Operation operation() {
    return new Operation("DescribeImageTags", this::describe);
  }

  private Call describe(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    Paging paging = Paging.of(tokens, "DescribeImageTags " + key, input);
    return Call.needing(
            new Permission(EcrPublicAction.DESCRIBE_IMAGE_TAGS, Registries.resource(key)))
        .gives(() -> {
          Page<TaggedImage> page = inventory.tagged(key, paging.after(), paging.limit());
          return Members.of("imageTagDetails", Tree.items(page.items(), DescribeImageTags::shape))
              .and("nextToken", paging.next(page, last -> last.tag().value()));
        });
  }

  private static Members shape(TaggedImage tagged) {
    return Members.of("imageTag", tagged.tag().value())
        .and("createdAt", tagged.since())
        .and(
            "imageDetail",
            Members.of("imageDigest", tagged.image().digest().toString())
                .and(DescribeImages.details(tagged.image())));
  }
}
