package io.entrepot.server.oci.blob;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.registry.LayerInfo;
import io.entrepot.storage.registry.Layers;

/**
 * {@code HEAD /v2/<name>/blobs/<digest>} (Checking if content exists). A Range has no meaning here
 * (RFC 9110, section 14.2).
 */
public final class HeadBlobEndpoint implements Endpoint<BlobRequest> {
  private final Layers layers;

  public HeadBlobEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public BlobRequest parse(Request request, PathValues path) {
    return BlobRequest.parse(request, path);
  }

  /**
   * It is a push that asks whether a blob is there, and some clients (oras for Python) push with
   * the token that this asks for.
   */
  @Override
  public Requirement requirement(BlobRequest blob) {
    return OciPermission.pull(
        blob.repository(),
        () ->
            OciPermission.onAny(
                blob.repository(),
                EcrAction.BATCH_CHECK_LAYER_AVAILABILITY,
                EcrAction.GET_DOWNLOAD_URL_FOR_LAYER));
  }

  @Override
  public Response handle(BlobRequest blob, Grant grant) {
    LayerInfo info = layers.stat(blob.repository(), blob.digest());
    if (blob.known()) {
      return blob.answer(304);
    }
    return blob.answer(200)
        .withHeader("Content-Type", "application/octet-stream")
        .withBody(new ResponseBody.HeadOnly(info.size()));
  }
}
