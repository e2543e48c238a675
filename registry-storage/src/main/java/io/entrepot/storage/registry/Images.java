package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.Optional;

/**
 * The manifests and tags of repositories. Every method but {@link #cached} may block and is called
 * from virtual threads; what it reports as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Images {

  /** The manifest; RepositoryUnknown or ManifestUnknown. */
  public StoredManifest get(RepositoryKey repository, Reference reference) {
    throw new UnsupportedOperationException();
  }

  /**
   * The manifest, when it can be told from memory that this is what {@link #get} would answer now.
   * Never blocks, so an event loop may ask.
   */
  public Optional<StoredManifest> cached(RepositoryKey repository, Reference reference) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stores a manifest and sets its tags, all in one; makes the repository when it does not exist
   * and the manifest is good. Fails with DigestMismatch, ManifestBlobUnknown, TagImmutable, or an
   * {@link io.entrepot.storage.oci.OciSyntaxException} for a bad document.
   */
  public PushedManifest put(RepositoryKey repository, ManifestPush push) {
    throw new UnsupportedOperationException();
  }

  /** Deletes a manifest and every tag of it; ManifestUnknown, or StillReferenced by an index. */
  public void deleteManifest(RepositoryKey repository, Digest digest) {
    throw new UnsupportedOperationException();
  }

  /** Deletes a tag and keeps its manifest; ManifestUnknown when there is no such tag. */
  public void deleteTag(RepositoryKey repository, Tag tag) {
    throw new UnsupportedOperationException();
  }

  /**
   * Tags in ASCII order, after the given text, at most so many (0 is an empty page without more).
   */
  public Page<Tag> tags(RepositoryKey repository, Optional<String> after, int limit) {
    throw new UnsupportedOperationException();
  }
}
