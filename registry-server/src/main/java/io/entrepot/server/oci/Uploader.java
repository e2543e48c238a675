package io.entrepot.server.oci;

import io.entrepot.auth.principal.Principal;

/** To whom an upload belongs: whoever else may push there cannot go on with it, or end it. */
public final class Uploader {
  private Uploader() {}

  /** Sessions of one role are one owner, since a client that goes on may have begun a new one. */
  public static String of(Principal principal) {
    return principal instanceof Principal.AssumedRole role ? role.roleId() : principal.userId();
  }
}
