package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.KeyValues;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.TagRules;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tags of repositories themselves, not those of images. */
public final class ResourceTags {
  private ResourceTags() {}

  /** The tags that a request gives; none when the member is not there. */
  public static Map<String, String> read(String member, Input input) {
    Map<String, String> tags = input.tags(member, AwsError.INVALID_TAG_PARAMETER);
    try {
      tags.forEach(TagRules::check);
    } catch (IdentityException e) {
      throw AwsError.INVALID_TAG_PARAMETER.because(String.valueOf(e.getMessage()));
    }
    return tags;
  }

  /** As they are told. */
  public static Tree shape(Map<String, String> tags) {
    return Tree.items(
        tags.keySet().stream().sorted().toList(),
        key -> Members.of("Key", key).and("Value", tags.getOrDefault(key, "")));
  }

  /** The permission to do this with these tags, which conditions may speak of. */
  public static Permission may(
      EcrAction action, RepositoryKey repository, Map<String, String> tags) {
    if (tags.isEmpty()) {
      return Registries.may(action, repository);
    }
    Map<String, KeyValues> keys = new HashMap<>(keys(tags.keySet()));
    // Names that differ in case alone are one key; the first stands.
    tags.forEach((name, value) ->
        keys.putIfAbsent(
            ("aws:requesttag/" + name).toLowerCase(Locale.ROOT),
            new KeyValues.Known(List.of(value))));
    return OciPermission.of(repository, action, keys);
  }

  /** The permission to do this with tags of these names. */
  public static Permission may(
      EcrAction action, RepositoryKey repository, Collection<String> names) {
    return OciPermission.of(repository, action, keys(names));
  }

  private static Map<String, KeyValues> keys(Collection<String> names) {
    return Map.of("aws:tagkeys", new KeyValues.Known(List.copyOf(names)));
  }
}
