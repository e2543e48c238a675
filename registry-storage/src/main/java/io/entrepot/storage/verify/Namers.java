package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.StoreRows;
import java.util.List;

/** Says which images need a blob, for the people who are to push them again. */
public final class Namers {
  private static final int TOLD = 3;

  private Namers() {}

  /** The end of a sentence on the blob; of many manifests it names a few. */
  public static String of(Sql sql, BlobRow blob) {
    List<String> namers = StoreRows.namers(sql, blob.id(), blob.digest(), TOLD + 1);
    if (namers.isEmpty()) {
      return "; no manifest names it";
    }
    String more = namers.size() > TOLD ? " and others" : "";
    return "; named by "
        + String.join(", ", namers.subList(0, Math.min(TOLD, namers.size())))
        + more;
  }
}
