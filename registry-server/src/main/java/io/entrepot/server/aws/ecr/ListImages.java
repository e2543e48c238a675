package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.registry.ImageFilter;
import io.entrepot.server.aws.registry.ImageId;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.ImageName;
import io.entrepot.storage.registry.Inventory;
import io.entrepot.storage.registry.Stretch;

/** ECR's {@code ListImages}: the names of a repository's images. */
final class ListImages {
  private final Inventory inventory;
  private final PageTokens tokens;

  ListImages(Inventory inventory, PageTokens tokens) {
    this.inventory = inventory;
    this.tokens = tokens;
  }

  Operation operation() {
    return new Operation("ListImages", this::list);
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    ImageFilter filter = ImageStatuses.filter(input);
    Paging paging = Paging.of(tokens, "ListImages " + key + " " + filter, input);
    return Call.needing(Registries.may(EcrAction.LIST_IMAGES, key))
        .gives(() -> {
          Stretch<ImageName> found =
              inventory.list(key, filter.tags(), paging.after(), paging.limit());
          return filter.page(
              "imageIds",
              paging,
              new Stretch<>(
                  found.items().stream()
                      .<Tree>map(image -> ImageId.shape(image.digest(), image.tag()))
                      .toList(),
                  found.next()));
        });
  }
}
