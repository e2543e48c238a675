package io.entrepot.server.oci.upload;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Body;
import io.entrepot.server.http.Query;
import io.entrepot.server.http.Request;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;

/** The three things that a POST to a repository's uploads may ask for. */
public sealed interface StartUpload {
  /** Where the blob is to be. */
  RepositoryKey repository();

  /** What the client calls that repository. */
  String called();

  /** A session, for the bytes to follow. */
  record Session(RepositoryKey repository, String called, DigestAlgorithm algorithm)
      implements StartUpload {}

  /** The whole blob, which is the body. */
  record Monolithic(RepositoryKey repository, String called, Digest digest, Body body)
      implements StartUpload {}

  /**
   * A blob that another repository has; a session when that cannot be.
   *
   * @param from the other repository; empty when any will do
   */
  record Mount(RepositoryKey repository, String called, Digest digest, Optional<RepositoryKey> from)
      implements StartUpload {}

  /** Reads the query. A mount may come with a digest, for registries that know no mounts. */
  static StartUpload parse(PathValues path, Request request) {
    RepositoryKey repository = OciPath.repository(path);
    String called = path.repository();
    Query query = request.query();
    DigestAlgorithm algorithm =
        query.first("digest-algorithm").map(StartUpload::algorithm).orElse(DigestAlgorithm.SHA256);
    Optional<Digest> mount = query.first("mount").map(Digest::parse);
    Optional<String> from = query.first("from");
    if (mount.isPresent() && from.stream().allMatch(each -> path.site().find(each).isPresent())) {
      return new Mount(
          repository, called, mount.get(), from.map(each -> OciPath.repository(path.site(), each)));
    }
    Optional<Digest> digest = query.first("digest").map(Digest::parse);
    return digest.isPresent()
        ? new Monolithic(repository, called, digest.get(), request.body())
        : new Session(repository, called, algorithm);
  }

  private static DigestAlgorithm algorithm(String label) {
    return DigestAlgorithm.labelled(label)
        .orElseThrow(() ->
            new RefusedException(
                OciError.DIGEST_INVALID, "the digest algorithms supported are sha256 and sha512"));
  }
}
