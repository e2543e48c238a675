package io.entrepot.storage.registry;

import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.OutboxLimits;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.maintenance.Scrubber;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.upload.UploadSessions;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * A whole store: its bytes in a driver, its rows in a database; whoever composes the server chooses
 * which. Any thread.
 */
public final class RegistryStore implements AutoCloseable {
  /** Disk calls that may wait for a disk thread before their callers wait to queue. */
  private static final int QUEUED_DISK_CALLS = 1_024;

  private final StorageSettings settings;
  private final StorageDriver driver;
  private final InstantSource clock;
  private final DiskThreads disk;
  private final Database database;
  private final UploadSessions sessions;
  private final BlobStore blobs;
  private final Uploads uploads;
  private final ImageCache imageCache;
  private final LayerCache layerCache;
  private final BlobLinks links;
  private final Incarnations incarnations = new Incarnations();
  private final Events events;
  private final Governance governance;
  private final Catalogs catalogs;
  private final ImageRemoval removal;
  private final Images images;
  private final PullTimes pulls;
  private final Layers layers;
  private final Scrubber scrubber;

  private RegistryStore(
      StorageSettings settings,
      StorageDriver driver,
      DiskThreads disk,
      Database database,
      InstantSource clock) {
    this.settings = settings;
    this.driver = driver;
    this.clock = clock;
    this.disk = disk;
    this.database = database;
    this.sessions = new UploadSessions(driver, disk, clock);
    this.blobs = new BlobStore(driver, disk);
    this.imageCache = new ImageCache(settings.manifestCacheBytes(), incarnations);
    this.layerCache = new LayerCache(settings.layerCacheBytes(), incarnations);
    this.links =
        new BlobLinks(database, layerCache, settings.gcGrace(), settings.gcUploadGrace(), clock);
    this.events = new Events(UUID::randomUUID, clock);
    this.governance = new Governance(database, settings.createOnPush(), events, clock);
    this.uploads =
        new Uploads(
            database,
            sessions,
            new BlobCommit(database, blobs, sessions, links, governance, clock),
            new StartedUploads(StartedUploads.CAPACITY),
            UUID::randomUUID,
            settings.uploadsPerRepository(),
            clock);
    this.catalogs = new Catalogs(database);
    this.pulls = PullTimes.of(database, clock);
    this.removal = new ImageRemoval(imageCache, links, events);
    this.images =
        new Images(
            database, imageCache, links, governance, events, removal, settings.sparse(), clock);
    this.layers = new Layers(database, blobs, layerCache, links, uploads, governance);
    this.scrubber = new Scrubber(database, blobs, layerCache::remove, clock);
  }

  /**
   * A store over these bytes and these rows, which it closes in the end.
   *
   * @param driver with the directories of {@link io.entrepot.storage.layout.Layout}
   */
  public static RegistryStore open(
      StorageDriver driver, Database database, StorageSettings settings, InstantSource clock) {
    DiskThreads disk = new DiskThreads(settings.diskThreads(), QUEUED_DISK_CALLS);
    return new RegistryStore(settings, driver, disk, database, clock);
  }

  public Repositories repositories() {
    return new Repositories(database, governance, events, incarnations);
  }

  public Governance governance() {
    return governance;
  }

  public Images images() {
    return images;
  }

  /** What owners set of their registries. */
  public RegistrySettings settings() {
    return new RegistrySettings(database, pulls, clock);
  }

  public LifecyclePolicies lifecyclePolicies() {
    return new LifecyclePolicies(database, events, clock);
  }

  /** All images of repositories, as lifecycle policies look at them. */
  public Survey survey() {
    return new Survey(database, pulls);
  }

  /** What lifecycle policies do, and what they did. */
  public LifecycleRuns lifecycleRuns() {
    return new LifecycleRuns(database, pulls, removal, settings.expiryDelay(), clock);
  }

  /** What lifecycle policies took away and can be brought back. */
  public ExpiredImages expiredImages() {
    return new ExpiredImages(database, removal, clock);
  }

  /** What lifecycle policies would do. */
  public LifecyclePreviews lifecyclePreviews() {
    return new LifecyclePreviews(database, clock);
  }

  /** What is to be told of changes; one for each store. */
  public Outbox outbox() {
    return new Outbox(database, events, OutboxLimits.USUAL);
  }

  /** With what repositories begin. */
  public RepositoryTemplates templates() {
    return new RepositoryTemplates(database);
  }

  /** What people are told of public repositories. */
  public Catalogs catalogs() {
    return catalogs;
  }

  /** What images repositories hold. */
  public Inventory inventory() {
    return new Inventory(database, pulls);
  }

  /** When images are pulled. */
  public PullTimes pulls() {
    return pulls;
  }

  /** Images that no policy takes away. */
  public Pins pins() {
    return new Pins(database, clock);
  }

  public Layers layers() {
    return layers;
  }

  public Referrers referrers() {
    return new Referrers(database);
  }

  /** The rows, for rooms that look after the store. */
  public Database database() {
    return database;
  }

  /** The files of blobs, for rooms that look after the store. */
  public BlobStore blobs() {
    return blobs;
  }

  /**
   * Ends uploads that nothing touched for the time that the settings give; a bounded number of
   * them, so it is to be called now and then, and again while it returns more than none.
   *
   * @return how many it ended
   */
  public int expireUploads(Instant now) {
    return uploads.expire(now, settings.uploadExpiry());
  }

  /**
   * Removes the files of uploads that had ended when a crash came; a bounded number of them. Looks
   * at every open upload, so it is to be called in the background, once after the start.
   *
   * @return how many it removed
   */
  public int removeLeftovers() {
    return uploads.removeLeftovers();
  }

  /**
   * Clears away what was in deleted repositories; a bounded number of rows, so it is to be called
   * now and then in the background, and again while it returns more than none.
   *
   * @return how many it removed
   */
  public int clearDeleted() {
    return new DeletedRepositories(database, links).clear();
  }

  /** What garbage there is. */
  public Garbage garbage() {
    return new Garbage(database, blobs, layerCache::remove, clock);
  }

  /** What looks for broken blobs; one for each store. */
  public Scrubber scrubber() {
    return scrubber;
  }

  /** Whether there is anything for {@link #clearDeleted}. */
  public boolean hasDeleted() {
    return new DeletedRepositories(database, links).isAny();
  }

  /** Whether bytes or rows refuse every change until a restart, after a fault of the disk. */
  public boolean writesStopped() {
    return driver.hasStopped() || database.hasStopped();
  }

  public StoreFigures figures() {
    return new StoreFigures(
        database.figures(),
        sessions.held(),
        sessions.idle(),
        imageCache.figures(),
        layerCache.figures());
  }

  /** Ends what has begun and closes everything. */
  @Override
  public void close() throws IOException {
    try {
      uploads.close();
      pulls.close();
    } finally {
      sessions.close();
      database.close();
      disk.close();
      driver.close();
    }
  }
}
