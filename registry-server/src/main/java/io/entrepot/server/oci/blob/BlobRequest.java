package io.entrepot.server.oci.blob;

import io.entrepot.server.http.EntityTags;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.List;
import java.util.Optional;

/**
 * A blob of a repository, and the conditions under which it is sent.
 *
 * @param range the Range field, when it counts: If-Range holds, or is not there
 * @param known whether If-None-Match says that the client has it
 */
public record BlobRequest(
    RepositoryKey repository, Digest digest, Optional<String> range, boolean known) {

  static BlobRequest parse(Request request, PathValues path) {
    return parse(request, path, OciPath.repository(path));
  }

  /** The same with a repository that is told otherwise. */
  static BlobRequest parse(Request request, PathValues path, RepositoryKey repository) {
    Digest digest = Digest.parse(path.last());
    String tag = EntityTags.strong(digest.toString());
    return new BlobRequest(
        repository,
        digest,
        request.headers().first("Range").filter(range -> ifRangeHolds(request, tag)),
        EntityTags.anyNames(request.headers().all("If-None-Match"), tag));
  }

  /** If-Range compares strongly, and a date never holds: a blob has none (RFC 9110, 13.1.5). */
  private static boolean ifRangeHolds(Request request, String tag) {
    return request.headers().first("If-Range").map(value -> value.strip().equals(tag)).orElse(true);
  }

  /** An answer of this status with the fields that every answer about the blob has. */
  Response answer(int status) {
    return new Response(
        status,
        List.of(
            OciHeader.CONTENT_DIGEST,
            digest.toString(),
            "ETag",
            EntityTags.strong(digest.toString()),
            "Accept-Ranges",
            "bytes",
            "Cache-Control",
            OciHeader.CACHE_FOREVER),
        Response.of(status).body());
  }
}
