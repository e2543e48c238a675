package io.entrepot.lifecycle.gc;

import io.entrepot.storage.blob.BlobLocation;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.encoding.Encoding;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.BlobRow;
import io.entrepot.storage.metadata.BlobRows;
import io.entrepot.storage.metadata.LinkRows;
import io.entrepot.storage.metadata.ManifestRows;
import io.entrepot.storage.metadata.NewManifest;
import io.entrepot.storage.metadata.ReferenceRow;
import io.entrepot.storage.metadata.ReferenceRow.Kind;
import io.entrepot.storage.metadata.ReferenceRow.Presence;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A store with rows written straight into it, in large transactions, for figures of large stores.
 * Digests are random: nothing here is hashed.
 */
final class SeededStore implements AutoCloseable {
  private static final int LAYERS = 100;
  private static final int MANIFESTS_A_WRITE = 100;
  private static final int ORPHANS_A_WRITE = 1_000;
  private static final int FILE = 4 << 10;
  private static final byte[] INLINE = new byte[64];
  private static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");

  private final Path directory;
  private final RegistryStore store;
  private final SplittableRandom random = new SplittableRandom(1);

  SeededStore(Path directory) throws IOException {
    this.directory = directory;
    this.store =
        RegistryStore.open(
            Filesystem.open(directory, Layout.directories()),
            SqliteDatabase.open(directory.resolve(SqliteDatabase.FILE_NAME), 2),
            StorageSettings.defaults(),
            InstantSource.system());
  }

  RegistryStore store() {
    return store;
  }

  static RepositoryKey repository(String name) {
    return new RepositoryKey(RegistryId.DEFAULT, new RepositoryName(name));
  }

  private Digest digest() {
    StringBuilder hex = new StringBuilder(64);
    for (int i = 0; i < 4; i++) {
      hex.append("%016x".formatted(random.nextLong()));
    }
    return new Digest(DigestAlgorithm.SHA256, hex.toString());
  }

  private long made(RepositoryKey repository) {
    Optional<Long> id = store.database().read(sql -> RepositoryRows.find(sql, repository));
    if (id.isEmpty()) {
      store.repositories().create(repository, NewRepository.PLAIN);
      return made(repository);
    }
    return id.get();
  }

  /** So many blobs that stay: images of a hundred layers each, whose bytes lie in the metadata. */
  void addImages(RepositoryKey repository, int blobs) {
    addManifests(repository, blobs / LAYERS, LAYERS);
  }

  /** So many images of one layer each. */
  void addManifests(RepositoryKey repository, int images, int layers) {
    long id = made(repository);
    for (int done = 0; done < images; done += MANIFESTS_A_WRITE) {
      int some = Math.min(MANIFESTS_A_WRITE, images - done);
      store
          .database()
          .write(transaction -> {
            for (int i = 0; i < some; i++) {
              addManifest(transaction.sql(), id, layers);
            }
            return some;
          });
    }
  }

  private void addManifest(Sql sql, long repository, int layers) {
    Instant now = Instant.now();
    long manifest =
        ManifestRows.insert(
            sql,
            new NewManifest(
                repository,
                digest(),
                MediaType.OCI_MANIFEST,
                Optional.empty(),
                Optional.empty(),
                new byte[500],
                now));
    for (int position = 0; position < layers; position++) {
      BlobRow blob = BlobRows.insertInline(sql, digest(), INLINE, now);
      LinkRows.link(sql, repository, blob.id(), now, now);
      LinkRows.keep(sql, repository, blob.id());
      ReferenceRows.insert(
          sql,
          repository,
          manifest,
          new ReferenceRow(
              position,
              Kind.LAYER,
              Presence.HELD,
              new Descriptor(LAYER, blob.digest(), INLINE.length)));
    }
  }

  /** So many blobs with a file each that nothing names and that are to be reviewed now. */
  void addOrphans(RepositoryKey repository, int orphans) throws IOException {
    long id = made(repository);
    for (int done = 0; done < orphans; done += ORPHANS_A_WRITE) {
      Digest[] digests = new Digest[Math.min(ORPHANS_A_WRITE, orphans - done)];
      BlobLocation.Stored location = new BlobLocation.Stored("seed", Encoding.PLAIN);
      for (int i = 0; i < digests.length; i++) {
        digests[i] = digest();
        Files.write(
            directory.resolve(Layout.blob(digests[i], location.generation()).value()),
            new byte[FILE]);
      }
      store
          .database()
          .write(transaction -> {
            Instant now = Instant.now();
            for (Digest digest : digests) {
              BlobRow blob = BlobRows.insertStored(transaction.sql(), digest, FILE, location, now);
              LinkRows.link(transaction.sql(), id, blob.id(), now, now);
            }
            return digests.length;
          });
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
