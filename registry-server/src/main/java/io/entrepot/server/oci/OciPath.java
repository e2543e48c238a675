package io.entrepot.server.oci;

import io.entrepot.server.access.Site;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.upload.UploadId;
import java.util.List;

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

  /** Shortest name of a public repository, in characters (Amazon ECR Public API reference). */
  public static final int MIN_PUBLIC_NAME = 2;

  /** Longest, likewise. */
  public static final int MAX_PUBLIC_NAME = 205;

  /** What the paths of blobs begin with whose address was signed. */
  public static final String SIGNED_BLOBS = "/entrepot/layers/";

  /** The account stands before the repository's name. */
  public static final String SIGNED_BLOB = SIGNED_BLOBS + "{repository}/blobs/{last}";

  private OciPath() {}

  /**
   * The repository that a path names.
   *
   * @throws io.entrepot.storage.oci.OciSyntaxException with kind NAME
   * @throws RefusedException when it is a public one that nobody can have
   */
  public static RepositoryKey repository(PathValues path) {
    return repository(path.site(), path.repository());
  }

  /** The same of a name that stands elsewhere in a request to this site. */
  public static RepositoryKey repository(Site site, String written) {
    Site.Named named =
        site.find(written)
            .orElseThrow(() ->
                new RefusedException(
                    OciError.NAME_UNKNOWN,
                    "no public registry has this alias; a public repository is called"
                        + (site.isPublic() ? " ALIAS/NAME" : " public/ALIAS/NAME")));
    RepositoryName name = new RepositoryName(named.name());
    String account = named.account().value();
    if (!named.isPublic()) {
      return new RepositoryKey(new RegistryId(account), name);
    }
    if (name.value().length() < MIN_PUBLIC_NAME || name.value().length() > MAX_PUBLIC_NAME) {
      throw new RefusedException(
          OciError.NAME_INVALID,
          "the name of a public repository, after the alias, has "
              + MIN_PUBLIC_NAME
              + " to "
              + MAX_PUBLIC_NAME
              + " characters");
    }
    return new RepositoryKey(RegistryId.ofPublic(account), name);
  }

  /**
   * The registry that the request's host names.
   *
   * @throws RefusedException when it names none in particular
   */
  public static RegistryId registry(PathValues path) {
    if (path.site().isPublic()) {
      throw new RefusedException(
          404,
          OciError.UNSUPPORTED,
          "this host has the public repositories of all accounts and no list of them;"
              + " ecr-public's DescribeRepositories lists those of one",
          List.of());
    }
    return new RegistryId(path.site().account().value());
  }

  /**
   * A blob's path.
   *
   * @param repository what the client calls it
   */
  public static String blob(String repository, Digest digest) {
    return BASE + repository + "/blobs/" + digest;
  }

  /** Likewise a manifest's. */
  public static String manifest(String repository, Digest digest) {
    return BASE + repository + "/manifests/" + digest;
  }

  /** Likewise an upload's. */
  public static String upload(String repository, UploadId upload) {
    return BASE + repository + "/blobs/uploads/" + upload;
  }
}
