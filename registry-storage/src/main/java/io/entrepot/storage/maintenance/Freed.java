package io.entrepot.storage.maintenance;

import java.util.List;
import java.util.Optional;

/**
 * What the deletion of some files came to.
 *
 * @param last the place to go on after; empty when there are no others
 * @param bytes of the files that were deleted
 * @param failures one sentence for each file that could not be deleted, and is tried again by the
 *     next collection
 */
public record Freed(Optional<FilePlace> last, int files, long bytes, List<String> failures) {
  public Freed {
    failures = List.copyOf(failures);
  }
}
