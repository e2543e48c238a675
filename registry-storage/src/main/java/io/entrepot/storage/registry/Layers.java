package io.entrepot.storage.registry;

import io.entrepot.storage.blob.BlobContent;
import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LinkRow;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The blobs of repositories and the uploads that bring them. Every method may block on the disk and
 * is called from virtual threads; what it reports as done is durable. Failures come as {@link
 * io.entrepot.storage.failure.StorageException}; a source that breaks off, and a fault of the disk,
 * as {@link java.io.UncheckedIOException}.
 */
public final class Layers {
  private final Database database;
  private final BlobStore blobs;
  private final LayerCache cache;
  private final BlobLinks links;
  private final Uploads uploads;
  private final Governance governance;

  Layers(
      Database database,
      BlobStore blobs,
      LayerCache cache,
      BlobLinks links,
      Uploads uploads,
      Governance governance) {
    this.database = database;
    this.blobs = blobs;
    this.cache = cache;
    this.links = links;
    this.uploads = uploads;
    this.governance = governance;
  }

  /**
   * The blob, when the repository links it; RepositoryUnknown or BlobUnknown otherwise. Whoever
   * hears of a blob that no manifest names may rely on it: it stays for a while, durably.
   */
  public LayerInfo stat(RepositoryKey repository, Digest digest) {
    LinkRow link = linked(repository, digest);
    if (links.isWaning(link)) {
      // Memory may take a link for waiting that a manifest names by now: the row decides.
      cache.remove(repository, digest);
      link = linked(repository, digest);
    }
    if (links.isWaning(link)) {
      link = links.renew(repository, digest).orElseThrow(() -> unknown(digest));
    }
    return new LayerInfo(digest, link.blob().size());
  }

  /** What the repository's images call the type of a blob; empty when none of them names it. */
  public Optional<MediaType> mediaType(RepositoryKey repository, Digest digest) {
    return database.read(sql ->
        RepositoryRows.find(sql, repository)
            .flatMap(id -> ReferenceRows.blobType(sql, id, digest)));
  }

  /** Opens the blob, when the repository links it; RepositoryUnknown or BlobUnknown otherwise. */
  public LayerContent open(RepositoryKey repository, Digest digest) {
    BlobRow blob = linked(repository, digest).blob();
    try {
      return open(blob);
    } catch (StorageException | UncheckedIOException e) {
      // It may have been collected since its row was read, and even pushed again.
      BlobRow now = database.read(sql -> linked(sql, repository, digest)).blob();
      if (now.equals(blob)) {
        throw e;
      }
      return open(now);
    }
  }

  private LayerContent open(BlobRow blob) {
    return switch (blob.location()) {
      case BlobLocation.Inline _ -> new LayerContent.InMemory(content(blob));
      case BlobLocation.Stored stored -> {
        BlobContent content = blobs.open(blob.digest(), stored, blob.size());
        yield new LayerContent.InFile(content.channel(), content.position(), content.size());
      }
    };
  }

  private LinkRow linked(RepositoryKey repository, Digest digest) {
    return cache.get(
        repository, digest, () -> database.read(sql -> linked(sql, repository, digest)));
  }

  private static LinkRow linked(Sql sql, RepositoryKey repository, Digest digest) {
    return BlobRows.linked(sql, Tables.repository(sql, repository), digest)
        .orElseThrow(() -> unknown(digest));
  }

  private static StorageException unknown(Digest digest) {
    return new StorageFailure.BlobUnknown(digest).exception();
  }

  private byte[] content(BlobRow blob) {
    Optional<byte[]> kept = cache.content(blob);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] content =
        database
            .read(sql -> BlobRows.content(sql, blob.id()))
            .orElseThrow(() -> unknown(blob.digest()));
    cache.keepContent(blob, content);
    return content;
  }

  /**
   * Takes the blob out of the repository; StillReferenced while a manifest of it names the blob.
   */
  public void delete(RepositoryKey repository, Digest digest) {
    database.write(transaction -> {
      delete(transaction, repository, digest);
      return digest;
    });
  }

  private void delete(Transaction transaction, RepositoryKey repository, Digest digest) {
    Sql sql = transaction.sql();
    long id = Tables.repository(sql, repository);
    BlobRow blob = linked(sql, repository, digest).blob();
    List<Digest> holders = ReferenceRows.blobHolders(sql, id, digest, ImageRemoval.NAMED_HOLDERS);
    if (!holders.isEmpty()) {
      throw new StorageFailure.StillReferenced(digest, holders).exception();
    }
    links.unlink(transaction, repository, id, blob);
  }

  /**
   * Starts an upload; TooManyUploads. A repository that does not exist is made when the blob is
   * there: an upload that comes to nothing leaves nothing.
   */
  public UploadStatus startUpload(RepositoryKey repository, DigestAlgorithm algorithm) {
    return startUpload(repository, algorithm, "");
  }

  /**
   * The same for somebody in particular.
   *
   * @param owner any text that means them alone
   */
  public UploadStatus startUpload(
      RepositoryKey repository, DigestAlgorithm algorithm, String owner) {
    return uploads.start(repository, algorithm, owner);
  }

  /** UploadUnknown when this repository has no such upload, or somebody else started it. */
  public void requireOwner(RepositoryKey repository, UploadId upload, String owner) {
    uploads.requireOwner(repository, upload, owner);
  }

  /** Where the upload stands; UploadUnknown when this repository has no such upload. */
  public UploadStatus uploadStatus(RepositoryKey repository, UploadId upload) {
    return uploads.status(repository, upload);
  }

  /**
   * Adds bytes to an upload and makes them durable. When the source breaks off, what came is kept
   * and the next status tells how much.
   *
   * @param from where the client says its chunk starts; empty means wherever the upload stands
   */
  public UploadStatus append(
      RepositoryKey repository, UploadId upload, OptionalLong from, ByteSource source) {
    return uploads.append(repository, upload, from, source);
  }

  /**
   * Adds the last bytes, checks the digest of the whole, and links the blob into the repository. On
   * DigestMismatch the upload is gone.
   *
   * @param rest the last bytes; may have none
   */
  public LayerInfo completeUpload(
      RepositoryKey repository,
      UploadId upload,
      OptionalLong from,
      ByteSource rest,
      Digest expected) {
    return uploads.complete(repository, upload, from, rest, expected);
  }

  /** Ends an upload and forgets its bytes; UploadUnknown. */
  public void cancelUpload(RepositoryKey repository, UploadId upload) {
    uploads.cancel(repository, upload);
  }

  /**
   * Links a blob of the source repository into the target, which is made when it does not exist.
   * Empty when the source does not link it, or the target's registry does not mount. The caller has
   * made sure that the source may be read.
   */
  public Optional<LayerInfo> mount(RepositoryKey target, Digest digest, RepositoryKey source) {
    return database.write(transaction -> mount(transaction, target, digest, source));
  }

  private Optional<LayerInfo> mount(
      Transaction transaction, RepositoryKey target, Digest digest, RepositoryKey source) {
    Sql sql = transaction.sql();
    // The setting is the account's, for both of its registries.
    RegistryId settings = new RegistryId(target.registry().account());
    if (RegistrySettings.get(sql, settings, AccountSetting.BLOB_MOUNTING)
        .equals(AccountSetting.DISABLED)) {
      return Optional.empty();
    }
    Optional<BlobRow> found =
        RepositoryRows.find(sql, source)
            .flatMap(id -> BlobRows.linked(sql, id, digest))
            .map(LinkRow::blob);
    found.ifPresent(
        blob -> links.link(transaction, target, governance.made(transaction, target), blob));
    return found.map(blob -> new LayerInfo(digest, blob.size()));
  }

  /** Some repositories of the registry that link the blob, at most so many. */
  public List<RepositoryKey> mountCandidates(RegistryId registry, Digest digest, int limit) {
    return database.read(sql -> BlobRows.linkers(sql, registry, digest, limit));
  }
}
