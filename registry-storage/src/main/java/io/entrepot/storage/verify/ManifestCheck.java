package io.entrepot.storage.verify;

import io.entrepot.storage.metadata.ManifestRow;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.StoreRows;
import io.entrepot.storage.metadata.StoreRows.CheckedReference;
import io.entrepot.storage.metadata.StoreRows.ManifestEntry;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Manifest;
import io.entrepot.storage.oci.ManifestParser;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.verify.Finding.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Hashes and parses every manifest and looks up all it names. A manifest and its references are
 * read from one snapshot, so that pushes and deletes meanwhile raise no false alarm.
 */
final class ManifestCheck {
  private static final int PAGE = 500;

  private final ReadOnlyDatabase metadata;
  private final Optional<Quarantine> quarantine;
  private final Tally tally;

  ManifestCheck(ReadOnlyDatabase metadata, Optional<Quarantine> quarantine, Tally tally) {
    this.metadata = metadata;
    this.quarantine = quarantine;
    this.tally = tally;
  }

  private record View(ManifestRow manifest, List<CheckedReference> references) {}

  void run() {
    List<ManifestEntry> page = page(0);
    while (!page.isEmpty()) {
      page.forEach(this::check);
      page = page(page.getLast().id());
    }
  }

  private List<ManifestEntry> page(long after) {
    return metadata.read(sql -> StoreRows.manifests(sql, after, PAGE));
  }

  private void check(ManifestEntry entry) {
    metadata
        .read(sql ->
            ManifestRows.find(sql, entry.repository(), entry.digest())
                .map(row -> new View(row, StoreRows.references(sql, row.id()))))
        .ifPresent(view -> check(entry, view));
  }

  private void check(ManifestEntry entry, View view) {
    tally.add(Count.MANIFESTS, 1);
    byte[] content = view.manifest().content();
    Digest actual = Digest.of(entry.digest().algorithm(), content);
    if (!actual.equals(entry.digest())) {
      damaged(entry, view, "its bytes hash to " + actual);
      return;
    }
    try {
      Manifest parsed = ManifestParser.parse(content, Optional.of(view.manifest().mediaType()));
      compare(entry, parsed, view.references());
    } catch (OciSyntaxException e) {
      damaged(entry, view, "is no good manifest: " + e.getMessage());
      return;
    }
    view.references().forEach(reference -> lookUp(entry, reference));
  }

  private void damaged(ManifestEntry entry, View view, String why) {
    Finding finding = Finding.reported(FindingKind.MANIFEST_DAMAGED, name(entry), why);
    if (quarantine.isPresent()) {
      quarantine.get().setAsideManifest(entry, view.manifest().content());
      finding = finding.with(Outcome.SET_ASIDE);
    }
    tally.report(finding);
  }

  private void compare(ManifestEntry entry, Manifest parsed, List<CheckedReference> references) {
    List<Descriptor> recorded =
        references.stream().map(CheckedReference::reference).map(ReferenceRow::target).toList();
    if (!NamedDescriptors.of(parsed).equals(recorded)) {
      wrong(entry, "the metadata's references are not what it names");
    }
    Optional<String> subject = parsed.subject().map(Descriptor::digest).map(Digest::toString);
    if (!subject.equals(entry.subject())) {
      wrong(entry, "the metadata's subject is not what it names");
    }
    if (!parsed.artifactType().equals(entry.artifactType())) {
      wrong(entry, "the metadata's artifact type is not its own");
    }
  }

  private void wrong(ManifestEntry entry, String why) {
    tally.report(Finding.reported(FindingKind.REFERENCE_WRONG, name(entry), why));
  }

  private void lookUp(ManifestEntry entry, CheckedReference checked) {
    tally.add(Count.REFERENCES, 1);
    ReferenceRow reference = checked.reference();
    if (checked.held()) {
      return;
    }
    switch (reference.presence()) {
      case FOREIGN -> tally.add(Count.FOREIGN_GAPS, 1);
      case SPARSE -> tally.add(Count.SPARSE_GAPS, 1);
      case OPTIONAL -> {
        // A subject may come later, go, or never be there.
      }
      case HELD ->
          tally.report(
              Finding.reported(
                  FindingKind.REFERENCE_LOST,
                  name(entry),
                  "names "
                      + reference.target().digest()
                      + ", which its repository no longer holds"));
    }
  }

  private static String name(ManifestEntry entry) {
    return entry.name().orElse("repository " + entry.repository()) + "@" + entry.digest();
  }
}
