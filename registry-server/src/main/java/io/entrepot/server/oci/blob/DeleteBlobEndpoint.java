package io.entrepot.server.oci.blob;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.oci.blob.DeleteBlobEndpoint.DeleteBlob;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Layers;

/** {@code DELETE /v2/<name>/blobs/<digest>} (Deleting blobs). */
public final class DeleteBlobEndpoint implements Endpoint<DeleteBlob> {
  private final Layers layers;

  /** A blob to be taken out of a repository. */
  public record DeleteBlob(RepositoryKey repository, Digest digest) {}

  public DeleteBlobEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public DeleteBlob parse(Request request, PathValues path) {
    return new DeleteBlob(OciPath.repository(path), Digest.parse(path.last()));
  }

  @Override
  public Requirement requirement(DeleteBlob blob) {
    return OciPermission.on(blob.repository(), EcrAction.BATCH_DELETE_IMAGE);
  }

  @Override
  public Response handle(DeleteBlob blob, Grant grant) {
    layers.delete(blob.repository(), blob.digest());
    return Response.of(202).withHeader(OciHeader.CONTENT_DIGEST, blob.digest().toString());
  }
}
