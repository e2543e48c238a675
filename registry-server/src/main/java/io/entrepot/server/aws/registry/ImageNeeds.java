package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.aws.Call;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What has to be allowed before something is done with images that are named. */
public final class ImageNeeds {
  private ImageNeeds() {}

  /** All that has to be; of tags by themselves, of digests as is said. */
  public static Call.Needing of(
      RepositoryKey key,
      EcrAction action,
      List<ImageId> ids,
      Function<Digest, List<Permission>> ofDigest) {
    List<Permission> permissions = new ArrayList<>();
    for (ImageId id : ids) {
      if (id.problem().isEmpty()) {
        permissions.addAll(
            id.tag()
                .map(tag -> List.of(ImageTags.of(key, action, tag)))
                .orElseGet(() -> ofDigest.apply(id.digest().orElseThrow())));
      }
    }
    return Call.needing(permissions.isEmpty() ? List.of(Registries.may(action, key)) : permissions);
  }
}
