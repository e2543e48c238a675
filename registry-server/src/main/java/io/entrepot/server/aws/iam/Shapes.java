package io.entrepot.server.aws.iam;

import io.entrepot.auth.identity.Group;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.User;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What IAM calls the parts of what it tells (IAM API reference, data types). */
final class Shapes {
  private Shapes() {}

  /** A user as lists tell of it. */
  static Members listed(User user) {
    return Members.of("Path", user.path())
        .and("UserName", user.name())
        .and("UserId", user.id())
        .and("Arn", user.arn())
        .and("CreateDate", user.created());
  }

  /** A user with its boundary and tags. */
  static Members whole(User user) {
    return withTags(withBoundary(listed(user), user.boundary()), user.tags());
  }

  static Members group(Group group) {
    return Members.of("Path", group.path())
        .and("GroupName", group.name())
        .and("GroupId", group.id())
        .and("Arn", group.arn())
        .and("CreateDate", group.created());
  }

  static Members withBoundary(Members members, Optional<String> boundary) {
    return boundary
        .map(arn ->
            members.and(
                "PermissionsBoundary",
                Members.of("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
                    .and("PermissionsBoundaryArn", arn)))
        .orElse(members);
  }

  /** Left out when there are none. */
  static Members withTags(Members members, Map<String, String> tags) {
    return tags.isEmpty() ? members : members.and("Tags", tags(tags));
  }

  /** In order of their keys. */
  static Tree.Items tags(Map<String, String> tags) {
    return Tree.items(
        tags.keySet().stream().sorted().toList(),
        key -> Members.of("Key", key).and("Value", tags.getOrDefault(key, "")));
  }

  /** A part of a list, and whether and how it goes on. */
  static <T> Members page(String name, Page<T> page, Function<T, Tree> each) {
    return page(Members.of(name, Tree.items(page.items(), each)), page);
  }

  /** The same for members that tell of the part already. */
  static Members page(Members members, Page<?> page) {
    return members.and("IsTruncated", page.marker().isPresent()).and("Marker", page.marker());
  }
}
