package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.principal.Principal;
import io.entrepot.storage.registry.Layers;

/** To whom an upload belongs: whoever else may push there cannot go on with it, or end it. */
final class UploadOwner {
  private UploadOwner() {}

  /** Sessions of one role are one owner, since a client that goes on may have begun a new one. */
  static String of(Grant grant) {
    return grant.principal() instanceof Principal.AssumedRole role
        ? role.roleId()
        : grant.principal().userId();
  }

  /** UploadUnknown when it is not the caller's. */
  static void require(Layers layers, UploadTarget target, Grant grant) {
    layers.requireOwner(target.repository(), target.upload(), of(grant));
  }
}
