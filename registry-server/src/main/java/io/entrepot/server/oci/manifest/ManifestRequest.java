package io.entrepot.server.oci.manifest;

import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.List;

/**
 * A manifest of a repository.
 *
 * @param ifNoneMatch the If-None-Match fields
 * @param pulled whether the manifest itself is asked for
 */
public record ManifestRequest(
    RepositoryKey repository, Reference reference, List<String> ifNoneMatch, boolean pulled) {
  public ManifestRequest {
    ifNoneMatch = List.copyOf(ifNoneMatch);
  }

  static ManifestRequest parse(PathValues path, List<String> ifNoneMatch, boolean pulled) {
    return new ManifestRequest(
        OciPath.repository(path), Reference.parse(path.last()), ifNoneMatch, pulled);
  }
}
