package io.entrepot.server.aws.lifecycle;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.PinnedImage;
import io.entrepot.storage.registry.Pins;
import java.util.List;

/** Operations on images that no lifecycle policy takes away. */
final class PinOperations {
  private final Pins pins;
  private final PageTokens tokens;

  PinOperations(Pins pins, PageTokens tokens) {
    this.pins = pins;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("PinImage", this::pin),
        new Operation("UnpinImage", this::unpin),
        new Operation("ListPinnedImages", this::list));
  }

  private Call pin(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Reference image = NamedImage.read(input);
    return Call.needing(NamedImage.may(EntrepotAction.PIN_IMAGE, key))
        .gives(() ->
            Members.of("pinnedImage", shape(key, pins.pin(key, image, asker.principal().arn()))));
  }

  private Call unpin(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Reference image = NamedImage.read(input);
    return Call.needing(NamedImage.may(EntrepotAction.UNPIN_IMAGE, key))
        .gives(() ->
            Members.of(
                "pinnedImage",
                pins.unpin(key, image)
                    .map(was -> shape(key, was))
                    .orElseThrow(
                        () -> AwsError.NO_SUCH_ENTITY.because("The image is not pinned."))));
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Paging paging = Paging.of(tokens, "ListPinnedImages " + key, input);
    return Call.needing(NamedImage.may(EntrepotAction.LIST_PINNED_IMAGES, key))
        .gives(() -> {
          Page<PinnedImage> page = pins.list(key, paging.after(), paging.limit());
          return Members.of("pinnedImages", Tree.items(page.items(), each -> shape(key, each)))
              .and("nextToken", paging.next(page, PinnedImage::place));
        });
  }

  private static Members shape(RepositoryKey key, PinnedImage image) {
    return Registries.shape(key)
        .and("imageDigest", image.digest().toString())
        .and("imageTags", Tree.texts(image.tags().stream().map(Tag::value).toList()))
        .and("pinnedAt", image.since())
        .and("pinnedBy", image.by());
  }
}
