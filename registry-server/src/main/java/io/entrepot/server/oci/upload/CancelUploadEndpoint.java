package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.registry.Layers;

/** {@code DELETE <blob-push-location>} (Cancel a blob upload). */
public final class CancelUploadEndpoint implements Endpoint<UploadTarget> {
  private final Layers layers;

  public CancelUploadEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public UploadTarget parse(Request request, PathValues path) {
    return UploadTarget.parse(path);
  }

  @Override
  public Requirement requirement(UploadTarget target) {
    return OciPermission.on(target.repository(), EcrAction.INITIATE_LAYER_UPLOAD);
  }

  @Override
  public Response handle(UploadTarget target, Grant grant) {
    UploadOwner.require(layers, target, grant);
    layers.cancelUpload(target.repository(), target.upload());
    return Response.of(204);
  }
}
