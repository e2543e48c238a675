package io.entrepot.storage.maintenance;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;

/** Is told what is not to be found any more, so that no memory says otherwise. */
public interface UnlinkListener {
  /**
   * After the commit, before anybody hears of it; on the database's writing thread, so it must not
   * block or throw.
   */
  void unlinked(RepositoryKey repository, Digest digest);
}
