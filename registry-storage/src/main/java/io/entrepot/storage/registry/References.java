package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.LinkRow;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRow.Kind;
import io.entrepot.storage.metadata.ReferenceRow.Presence;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Manifest;
import io.entrepot.storage.oci.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a manifest names, each checked against what its repository holds. Used by one thread. */
final class References {
  private final Sql sql;
  private final long repository;
  private final SparseManifests sparse;
  private final List<ReferenceRow> rows = new ArrayList<>();
  private final List<LinkRow> waiting = new ArrayList<>();
  private final Set<Digest> missing = new LinkedHashSet<>();

  private References(Sql sql, long repository, SparseManifests sparse) {
    this.sql = sql;
    this.repository = repository;
    this.sparse = sparse;
  }

  /**
   * What was found.
   *
   * @param waiting the links of blobs that no manifest named so far
   */
  record Held(List<ReferenceRow> rows, List<LinkRow> waiting) {}

  /**
   * The references of a manifest.
   *
   * @throws io.entrepot.storage.failure.StorageException ManifestBlobUnknown with all that is
   *     missing and may not be
   */
  static Held held(Sql sql, long repository, Manifest manifest, SparseManifests sparse) {
    References references = new References(sql, repository, sparse);
    switch (manifest) {
      case Manifest.Image image -> {
        references.addBlob(Kind.CONFIG, image.config());
        image.layers().forEach(layer -> references.addBlob(Kind.LAYER, layer));
      }
      case Manifest.Index index -> index.manifests().forEach(references::addChild);
    }
    manifest
        .subject()
        .ifPresent(subject -> references.add(Kind.SUBJECT, Presence.OPTIONAL, subject));
    if (!references.missing.isEmpty()) {
      throw new StorageFailure.ManifestBlobUnknown(
              List.copyOf(references.missing), manifest instanceof Manifest.Index)
          .exception();
    }
    return new Held(references.rows, references.waiting);
  }

  private void addBlob(Kind kind, Descriptor blob) {
    if (isLinked(blob)) {
      add(kind, Presence.HELD, blob);
    } else if (kind == Kind.LAYER && blob.mediaType().isNonDistributable()) {
      add(kind, Presence.FOREIGN, blob);
    } else {
      addMissing(kind, sparse == SparseManifests.IMAGE, blob);
    }
  }

  /** An index names manifests, but build caches are indexes whose children are layers. */
  private void addChild(Descriptor child) {
    if (ManifestRows.id(sql, repository, child.digest()).isPresent()) {
      add(Kind.MANIFEST, Presence.HELD, child);
    } else if (!isManifest(child.mediaType()) && isLinked(child)) {
      add(Kind.LAYER, Presence.HELD, child);
    } else {
      addMissing(Kind.MANIFEST, sparse != SparseManifests.NONE, child);
    }
  }

  private void addMissing(Kind kind, boolean allowed, Descriptor target) {
    if (allowed) {
      add(kind, Presence.SPARSE, target);
    } else {
      missing.add(target.digest());
    }
  }

  private void add(Kind kind, Presence presence, Descriptor target) {
    rows.add(new ReferenceRow(rows.size(), kind, presence, target));
  }

  private boolean isLinked(Descriptor blob) {
    Optional<LinkRow> link = BlobRows.linked(sql, repository, blob.digest());
    link.filter(found -> found.reviewAt().isPresent()).ifPresent(waiting::add);
    return link.isPresent();
  }

  private static boolean isManifest(MediaType type) {
    return type.equals(MediaType.OCI_MANIFEST)
        || type.equals(MediaType.OCI_INDEX)
        || type.equals(MediaType.DOCKER_MANIFEST)
        || type.equals(MediaType.DOCKER_MANIFEST_LIST);
  }
}
