package io.entrepot.server.oci;

import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.upload.UploadId;

/**
 * The paths of the distribution specification's endpoints, as {@code Location} names them: relative
 * to the host, which a proxy may have renamed.
 */
public final class OciPath {
  public static final String BASE = "/v2/";
  public static final String CATALOG = "/v2/_catalog";
  public static final String TAGS = "/v2/{repository}/tags/list";
  public static final String UPLOADS = "/v2/{repository}/blobs/uploads/";
  public static final String UPLOAD = "/v2/{repository}/blobs/uploads/{last}";
  public static final String BLOB = "/v2/{repository}/blobs/{last}";
  public static final String MANIFEST = "/v2/{repository}/manifests/{last}";
  public static final String REFERRERS = "/v2/{repository}/referrers/{last}";

  /** What the paths of blobs begin with whose address was signed. */
  public static final String SIGNED_BLOBS = "/entrepot/layers/";

  /** The account stands before the repository's name. */
  public static final String SIGNED_BLOB = SIGNED_BLOBS + "{repository}/blobs/{last}";

  private OciPath() {}

  /**
   * The repository that a path names.
   *
   * @throws io.entrepot.storage.oci.OciSyntaxException with kind NAME
   */
  public static RepositoryKey repository(PathValues path) {
    return new RepositoryKey(registry(path), new RepositoryName(path.repository()));
  }

  /** The registry that the request's host names. */
  public static RegistryId registry(PathValues path) {
    return new RegistryId(path.account().value());
  }

  public static String blob(RepositoryKey repository, Digest digest) {
    return BASE + repository.name() + "/blobs/" + digest;
  }

  public static String manifest(RepositoryKey repository, Digest digest) {
    return BASE + repository.name() + "/manifests/" + digest;
  }

  public static String upload(RepositoryKey repository, UploadId upload) {
    return BASE + repository.name() + "/blobs/uploads/" + upload;
  }
}
