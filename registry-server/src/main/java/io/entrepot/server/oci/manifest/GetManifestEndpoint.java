package io.entrepot.server.oci.manifest;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.EntityTags;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.PullTimes;
import io.entrepot.storage.registry.StoredManifest;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET} and {@code HEAD /v2/<name>/manifests/<tag-or-digest>} (Pulling manifests). What was
 * pushed is sent, whatever Accept says: a translated manifest would have another digest.
 */
public final class GetManifestEndpoint implements Endpoint<ManifestRequest> {
  private final Images images;
  private final PullTimes pulls;

  public GetManifestEndpoint(Images images, PullTimes pulls) {
    this.images = images;
    this.pulls = pulls;
  }

  @Override
  public ManifestRequest parse(Request request, PathValues path) {
    return ManifestRequest.parse(
        path, request.headers().all("If-None-Match"), request.method() == Method.GET);
  }

  @Override
  public Requirement requirement(ManifestRequest manifest) {
    return OciPermission.pull(
        manifest.repository(), () -> new Requirement.AllOf(List.of(reading(manifest))));
  }

  private Permission reading(ManifestRequest manifest) {
    RepositoryKey repository = manifest.repository();
    return switch (manifest.reference()) {
      case Tag tag -> ImageTags.of(repository, EcrAction.BATCH_GET_IMAGE, tag);
      case Digest digest ->
          ImageTags.all(
              repository, EcrAction.BATCH_GET_IMAGE, () -> images.tagsReaching(repository, digest));
    };
  }

  @Override
  public Response handle(ManifestRequest manifest, Grant grant) {
    return noted(manifest, grant, images.get(manifest.repository(), manifest.reference()));
  }

  @Override
  public Optional<Response> handleNow(ManifestRequest manifest, Grant grant) {
    return images
        .cached(manifest.repository(), manifest.reference())
        .map(stored -> noted(manifest, grant, stored));
  }

  /** A HEAD pulls nothing; whoever is told that it has the manifest already goes on using it. */
  private Response noted(ManifestRequest manifest, Grant grant, StoredManifest stored) {
    if (manifest.pulled()) {
      pulls.note(manifest.repository(), stored.digest(), () -> grant.principal().principalArn());
    }
    return answer(manifest, stored);
  }

  private static Response answer(ManifestRequest manifest, StoredManifest stored) {
    String digest = stored.digest().toString();
    String tag = EntityTags.strong(digest);
    String caching = caching(manifest.reference());
    if (EntityTags.anyNames(manifest.ifNoneMatch(), tag)) {
      return new Response(
          304,
          List.of(OciHeader.CONTENT_DIGEST, digest, "ETag", tag, "Cache-Control", caching),
          new ResponseBody.Empty());
    }
    return new Response(
        200,
        List.of(
            "Content-Type",
            stored.mediaType().value(),
            OciHeader.CONTENT_DIGEST,
            digest,
            "ETag",
            tag,
            "Cache-Control",
            caching),
        new ResponseBody.InMemory(stored.content()));
  }

  private static String caching(Reference reference) {
    return switch (reference) {
      case Digest digest -> OciHeader.CACHE_FOREVER;
      case Tag tag -> OciHeader.CACHE_AND_ASK;
    };
  }
}
