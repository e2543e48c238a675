package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.oci.Uploader;
import io.entrepot.storage.registry.Layers;

/** To whom an upload belongs: whoever else may push there cannot go on with it, or end it. */
final class UploadOwner {
  private UploadOwner() {}

  static String of(Grant grant) {
    return Uploader.of(grant.principal());
  }

  /** UploadUnknown when it is not the caller's. */
  static void require(Layers layers, UploadTarget target, Grant grant) {
    layers.requireOwner(target.repository(), target.upload(), of(grant));
  }
}
