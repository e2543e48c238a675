package io.entrepot.server.oci.upload;

import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPath;
import io.entrepot.storage.registry.LayerInfo;
import io.entrepot.storage.registry.UploadStatus;
import java.util.List;

/** The answers that several upload endpoints give. */
final class UploadAnswers {
  private UploadAnswers() {}

  /**
   * Where an upload stands. One without a byte says {@code 0-0} like one with a single byte, since
   * docker takes nothing less; a client that means to resume knows what it sent.
   *
   * @param called what the client calls the repository
   */
  static Response progress(int status, String called, UploadStatus upload) {
    return new Response(
        status,
        List.of(
            "Location",
            OciPath.upload(called, upload.id()),
            "Range",
            "0-" + Math.max(0, upload.received() - 1),
            OciHeader.UPLOAD_ID,
            upload.id().toString()),
        new ResponseBody.Empty());
  }

  /** The blob is stored and linked. */
  static Response created(String called, LayerInfo layer) {
    return new Response(
        201,
        List.of(
            "Location",
            OciPath.blob(called, layer.digest()),
            OciHeader.CONTENT_DIGEST,
            layer.digest().toString()),
        new ResponseBody.Empty());
  }
}
