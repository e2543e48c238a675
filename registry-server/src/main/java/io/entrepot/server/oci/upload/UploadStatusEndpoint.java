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

/** {@code GET <blob-push-location>}: where an upload stands (Pushing a blob in chunks). */
public final class UploadStatusEndpoint implements Endpoint<UploadTarget> {
  private final Layers layers;

  public UploadStatusEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public UploadTarget parse(Request request, PathValues path) {
    return UploadTarget.parse(path);
  }

  @Override
  public Requirement requirement(UploadTarget target) {
    return OciPermission.on(target.repository(), EcrAction.UPLOAD_LAYER_PART);
  }

  @Override
  public Response handle(UploadTarget target, Grant grant) {
    UploadOwner.require(layers, target, grant);
    return UploadAnswers.progress(
        204, target.called(), layers.uploadStatus(target.repository(), target.upload()));
  }
}
