package io.entrepot.server.aws.lifecycle;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
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
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ExpiredImage;
import io.entrepot.storage.registry.ExpiredImages;
import io.entrepot.storage.registry.NotedTags;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.RestoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Operations on images that a lifecycle policy took away and that can be brought back. */
final class ExpiredOperations {
  private final ExpiredImages expired;
  private final PageTokens tokens;

  ExpiredOperations(ExpiredImages expired, PageTokens tokens) {
    this.expired = expired;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation("ListExpiredImages", this::list),
        new Operation("RestoreImage", this::restore),
        new Operation("DeleteExpiredImage", this::delete));
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Paging paging = Paging.of(tokens, "ListExpiredImages " + key, input);
    return Call.needing(NamedImage.may(EntrepotAction.LIST_EXPIRED_IMAGES, key))
        .gives(() -> {
          Page<ExpiredImage> page = expired.list(key, paging.after(), paging.limit());
          return Members.of("expiredImages", Tree.items(page.items(), ExpiredOperations::shape))
              .and("nextToken", paging.next(page, ExpiredImage::place));
        });
  }

  /** Its tags come back, so that whoever may not push or delete one may not do this either. */
  private Call restore(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Reference image = NamedImage.read(input);
    Set<Tag> had = tags(image, digest -> expired.tagsReturning(key, digest));
    return needing(EntrepotAction.RESTORE_IMAGE, EcrAction.PUT_IMAGE, key, had)
        .gives(() ->
            Members.of(
                "restoredImages",
                Tree.items(expired.restore(key, digest(image), had), ExpiredOperations::shape)));
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Reference image = NamedImage.read(input);
    Set<Tag> had = tags(image, digest -> expired.tagsOf(key, digest));
    return needing(EntrepotAction.DELETE_EXPIRED_IMAGE, EcrAction.BATCH_DELETE_IMAGE, key, had)
        .gives(() -> {
          Digest digest = digest(image);
          expired.delete(key, digest, had);
          return Members.of("deletedImage", Members.of("imageDigest", digest.toString()));
        });
  }

  /**
   * The action itself, and that which does the same to images that did not expire: a policy on tags
   * that keeps somebody from pushing or deleting one names that alone.
   */
  private static Call.Needing needing(
      EntrepotAction action, EcrAction like, RepositoryKey key, Set<Tag> had) {
    List<Permission> needs = new ArrayList<>(ImageTags.each(NamedImage.may(action, key), had));
    needs.addAll(ImageTags.each(key, like, had));
    return Call.needing(needs);
  }

  private static Set<Tag> tags(Reference image, Function<Digest, Set<Tag>> of) {
    return image instanceof Digest digest ? of.apply(digest) : Set.of();
  }

  private static Digest digest(Reference image) {
    return switch (image) {
      case Digest digest -> digest;
      case Tag tag ->
          throw AwsError.VALIDATION.because(
              "image has to be a digest: what expired has no tags any more.");
    };
  }

  private static Members shape(ExpiredImage image) {
    return Members.of("imageDigest", image.digest().toString())
        .and("imageTags", texts(image.tags()))
        .and("imageTagCount", image.tags().all())
        .and("expiredAt", image.at())
        .and("deletedAfter", image.due())
        .and("appliedRulePriority", image.rule())
        .and("reason", image.reason());
  }

  private static Members shape(RestoredImage image) {
    return Members.of("imageDigest", image.digest().toString())
        .and("imageTags", texts(image.tags()))
        .and("imageTagCount", image.tags().all())
        .and("takenTags", texts(image.taken()))
        .and("takenTagCount", image.taken().all())
        .and("pushedAgain", image.pushedAgain());
  }

  private static Tree texts(NotedTags tags) {
    return Tree.texts(tags.first().stream().map(Tag::value).toList());
  }
}
