package io.entrepot.server.oci.manifest;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Images;
import java.util.List;

/**
 * {@code DELETE /v2/<name>/manifests/<tag-or-digest>}: a tag goes alone, a manifest with its tags
 * (Deleting tags; Deleting manifests).
 */
public final class DeleteManifestEndpoint implements Endpoint<ManifestRequest> {
  private final Images images;

  public DeleteManifestEndpoint(Images images) {
    this.images = images;
  }

  @Override
  public ManifestRequest parse(Request request, PathValues path) {
    return ManifestRequest.parse(path, List.of(), false);
  }

  @Override
  public Requirement requirement(ManifestRequest manifest) {
    RepositoryKey repository = manifest.repository();
    EcrAction delete = EcrAction.BATCH_DELETE_IMAGE;
    return switch (manifest.reference()) {
      case Tag tag -> new Requirement.AllOf(List.of(ImageTags.of(repository, delete, tag)));
      case Digest digest ->
          new Requirement.Found(
              OciPermission.of(repository, delete),
              () -> ImageTags.each(repository, delete, images.tagsOf(repository, digest)));
    };
  }

  @Override
  public Response handle(ManifestRequest manifest, Grant grant) {
    switch (manifest.reference()) {
      case Digest digest -> images.deleteManifest(manifest.repository(), digest);
      case Tag tag -> images.deleteTag(manifest.repository(), tag);
    }
    return Response.of(202);
  }
}
