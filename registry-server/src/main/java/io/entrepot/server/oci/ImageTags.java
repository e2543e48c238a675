package io.entrepot.server.oci;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The condition key {@code ecr:ImageTag}, which ECR does not have: the tags that an action on a
 * manifest is about.
 */
public final class ImageTags {
  private static final String KEY = "ecr:imagetag";

  private ImageTags() {}

  /** The action for one tag. */
  public static Permission of(RepositoryKey repository, EcrAction action, Tag tag) {
    return OciPermission.of(repository, action, known(tag));
  }

  /** The action for each tag that it touches; without the key when it touches none. */
  public static List<Permission> each(
      RepositoryKey repository, EcrAction action, Collection<Tag> tags) {
    return each(OciPermission.of(repository, action), tags);
  }

  /** The same of a permission that knows no tags as yet. */
  public static List<Permission> each(Permission may, Collection<Tag> tags) {
    return tags.isEmpty()
        ? List.of(may)
        : tags.stream()
            .map(tag -> new Permission(may.action(), may.resource(), known(tag)))
            .toList();
  }

  private static Map<String, KeyValues> known(Tag tag) {
    return Map.of(KEY, new KeyValues.Known(List.of(tag.value())));
  }

  /** The action for all tags together, which are read when a policy speaks of them. */
  public static Permission all(
      RepositoryKey repository, EcrAction action, Supplier<List<Tag>> tags) {
    return OciPermission.of(
        repository,
        action,
        Map.of(KEY, new KeyValues.Lookup(() -> tags.get().stream().map(Tag::value).toList())));
  }
}
