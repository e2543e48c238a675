package io.entrepot.storage.registry;

import java.time.Duration;

/**
 * What an operator may choose of the store.
 *
 * @param sparse which manifests may name what their repository does not hold
 * @param createOnPush whether a push makes a repository that is not there
 * @param uploadsPerRepository open uploads that a repository may have at a time
 * @param uploadExpiry how long an upload may lie untouched before it is ended
 * @param gcGrace how long a blob stays that is not named any more
 * @param gcUploadGrace how long a blob stays that was uploaded and is not named yet
 * @param expiryDelay how long an image can be brought back that a lifecycle policy took away
 * @param manifestCacheBytes heap for manifests, in bytes
 * @param layerCacheBytes heap for blob links and the bytes of small blobs, in bytes
 * @param metadataReaders threads that read the metadata
 * @param diskThreads threads that disk calls of blobs run on
 */
public record StorageSettings(
    SparseManifests sparse,
    boolean createOnPush,
    int uploadsPerRepository,
    Duration uploadExpiry,
    Duration gcGrace,
    Duration gcUploadGrace,
    Duration expiryDelay,
    long manifestCacheBytes,
    long layerCacheBytes,
    int metadataReaders,
    int diskThreads) {
  /** Open uploads of one repository. */
  public static final int DEFAULT_UPLOADS_PER_REPOSITORY = 1_000;

  /** A week: clients that come back after that start over. */
  public static final Duration DEFAULT_UPLOAD_EXPIRY = Duration.ofDays(7);

  /** An hour: whoever pulls an image while it is deleted can finish. */
  public static final Duration DEFAULT_GC_GRACE = Duration.ofHours(1);

  /** A day: a push may take as long between a blob and the manifest that names it. */
  public static final Duration DEFAULT_GC_UPLOAD_GRACE = Duration.ofDays(1);

  /** None: it is deleted at once, as in Amazon ECR. */
  public static final Duration DEFAULT_EXPIRY_DELAY = Duration.ZERO;

  /** 12 MiB. */
  public static final long DEFAULT_MANIFEST_CACHE_BYTES = 12L << 20;

  /** 8 MiB. */
  public static final long DEFAULT_LAYER_CACHE_BYTES = 8L << 20;

  public static final int DEFAULT_METADATA_READERS = 2;

  public static final int DEFAULT_DISK_THREADS = 16;

  public StorageSettings {
    if (uploadsPerRepository < 1
        || uploadExpiry.isNegative()
        || uploadExpiry.isZero()
        || gcGrace.isNegative()
        || gcUploadGrace.isNegative()
        || expiryDelay.isNegative()
        || manifestCacheBytes < 0
        || layerCacheBytes < 0
        || metadataReaders < 1
        || diskThreads < 1) {
      throw new IllegalArgumentException("a limit of the store is below its least value");
    }
  }

  public static StorageSettings defaults() {
    return new StorageSettings(
        SparseManifests.NONE,
        true,
        DEFAULT_UPLOADS_PER_REPOSITORY,
        DEFAULT_UPLOAD_EXPIRY,
        DEFAULT_GC_GRACE,
        DEFAULT_GC_UPLOAD_GRACE,
        DEFAULT_EXPIRY_DELAY,
        DEFAULT_MANIFEST_CACHE_BYTES,
        DEFAULT_LAYER_CACHE_BYTES,
        DEFAULT_METADATA_READERS,
        DEFAULT_DISK_THREADS);
  }

  public StorageSettings withSparse(SparseManifests allowed) {
    return new StorageSettings(
        allowed,
        createOnPush,
        uploadsPerRepository,
        uploadExpiry,
        gcGrace,
        gcUploadGrace,
        expiryDelay,
        manifestCacheBytes,
        layerCacheBytes,
        metadataReaders,
        diskThreads);
  }

  public StorageSettings withCreateOnPush(boolean creates) {
    return new StorageSettings(
        sparse,
        creates,
        uploadsPerRepository,
        uploadExpiry,
        gcGrace,
        gcUploadGrace,
        expiryDelay,
        manifestCacheBytes,
        layerCacheBytes,
        metadataReaders,
        diskThreads);
  }

  public StorageSettings withUploads(int perRepository, Duration expiry) {
    return new StorageSettings(
        sparse,
        createOnPush,
        perRepository,
        expiry,
        gcGrace,
        gcUploadGrace,
        expiryDelay,
        manifestCacheBytes,
        layerCacheBytes,
        metadataReaders,
        diskThreads);
  }

  public StorageSettings withGrace(Duration grace, Duration uploadGrace) {
    return new StorageSettings(
        sparse,
        createOnPush,
        uploadsPerRepository,
        uploadExpiry,
        grace,
        uploadGrace,
        expiryDelay,
        manifestCacheBytes,
        layerCacheBytes,
        metadataReaders,
        diskThreads);
  }

  public StorageSettings withExpiryDelay(Duration delay) {
    return new StorageSettings(
        sparse,
        createOnPush,
        uploadsPerRepository,
        uploadExpiry,
        gcGrace,
        gcUploadGrace,
        delay,
        manifestCacheBytes,
        layerCacheBytes,
        metadataReaders,
        diskThreads);
  }
}
