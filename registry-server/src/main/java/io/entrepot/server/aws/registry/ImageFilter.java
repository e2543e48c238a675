package io.entrepot.server.aws.registry;

import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.registry.Stretch;
import io.entrepot.storage.registry.TagStatus;
import java.util.List;

/**
 * Which images of a repository are meant.
 *
 * @param any whether images are meant that are there, not archived ones alone
 */
public record ImageFilter(TagStatus tags, boolean any) {
  /** All of them. */
  public static final ImageFilter ALL = new ImageFilter(TagStatus.ANY, true);

  /** A page of those that were found; no image is archived as yet. */
  public Members page(String name, Paging paging, Stretch<Tree> found) {
    return any
        ? Members.of(name, new Tree.Items(found.items()))
            .and("nextToken", paging.next(found.next()))
        : Members.of(name, new Tree.Items(List.of()));
  }
}
