package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreRows.TagEntry;
import io.entrepot.storage.verify.Finding.Outcome;
import java.util.List;
import java.util.Optional;

/** Looks whether every tag has its manifest, each page within one snapshot. */
final class TagCheck {
  private static final int PAGE = 1000;

  private final ReadOnlyDatabase metadata;
  private final Optional<Quarantine> quarantine;
  private final Tally tally;

  TagCheck(ReadOnlyDatabase metadata, Optional<Quarantine> quarantine, Tally tally) {
    this.metadata = metadata;
    this.quarantine = quarantine;
    this.tally = tally;
  }

  void run() {
    List<TagEntry> page = page(0, "");
    while (!page.isEmpty()) {
      tally.add(Count.TAGS, page.size());
      page.stream().filter(tag -> !tag.sound()).forEach(this::lost);
      page = page(page.getLast().repository(), page.getLast().name());
    }
  }

  private List<TagEntry> page(long repository, String name) {
    return metadata.read(sql -> StoreRows.tags(sql, repository, name, PAGE));
  }

  private void lost(TagEntry tag) {
    String what = tag.repositoryName().orElse("repository " + tag.repository()) + ":" + tag.name();
    Finding finding =
        Finding.reported(
            FindingKind.TAG_LOST, what, "its manifest is not there; push the tag again");
    if (quarantine.isPresent()) {
      quarantine.get().removeTag(tag.repository(), tag.name());
      finding = finding.with(Outcome.REMOVED);
    }
    tally.report(finding);
  }
}
