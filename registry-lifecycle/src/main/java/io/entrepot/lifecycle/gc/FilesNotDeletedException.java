package io.entrepot.lifecycle.gc;

import java.util.List;

/** Some files of collected blobs could not be deleted; the next collection tries again. */
public final class FilesNotDeletedException extends Exception {
  private static final long serialVersionUID = 1L;

  FilesNotDeletedException(long files, List<String> some) {
    super(
        files
            + (files == 1 ? " file" : " files")
            + " could not be deleted: "
            + String.join("; ", some));
  }
}
