package io.entrepot.storage.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.maintenance.FilePlace;
import io.entrepot.storage.maintenance.Freed;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.metadata.StoreInvariants;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A store in a directory, with a clock that stands still, and what tests push into it. */
public final class StoreFixture implements AutoCloseable {
  private final Path directory;
  private StorageSettings settings;
  private RegistryStore store;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  public StoreFixture(Path directory, StorageSettings settings) {
    this.directory = directory;
    this.settings = settings;
    this.store = opened();
  }

  private RegistryStore opened() {
    try {
      return RegistryStore.open(
          Filesystem.open(directory, Layout.directories()),
          SqliteDatabase.open(
              directory.resolve(SqliteDatabase.FILE_NAME), settings.metadataReaders()),
          settings,
          () -> now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RegistryStore store() {
    return store;
  }

  /** Deletes all files that no row names and no hold protects; how many went. */
  public static int removeFiles(Garbage garbage) {
    int files = 0;
    Optional<FilePlace> place = Optional.of(FilePlace.START);
    while (place.isPresent()) {
      Freed freed = garbage.removeFiles(place.get(), 1_000);
      files += freed.files();
      place = freed.last();
    }
    return files;
  }

  public Images images() {
    return store.images();
  }

  public Layers layers() {
    return store.layers();
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Closes the store and opens it again. */
  public void restart() {
    restart(settings);
  }

  public void restart(StorageSettings changed) {
    shut();
    settings = changed;
    store = opened();
  }

  private void shut() {
    try {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks what holds of every store, and closes it. */
  @Override
  public void close() {
    assertEquals(List.of(), StoreInvariants.violations(store.database(), store.blobs()));
    assertEquals(List.of(), StoreInvariants.orphanedFiles(store.database(), store.blobs()));
    shut();
  }

  public static RepositoryKey repository(String name) {
    return new RepositoryKey(RegistryId.DEFAULT, new RepositoryName(name));
  }

  /** Bytes that are the same for the same seed. */
  public static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static Digest sha256(byte[] content) {
    return Digest.of(DigestAlgorithm.SHA256, content);
  }

  public static ByteSource source(byte[] content) {
    return sink -> sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)});
  }

  /** Gives the first bytes and then breaks off. */
  public static ByteSource broken(byte[] content) {
    return sink -> {
      sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)});
      throw new IOException("the client went away");
    };
  }

  public Digest pushBlob(RepositoryKey repository, byte[] content) {
    UploadId upload = layers().startUpload(repository, DigestAlgorithm.SHA256).id();
    return layers()
        .completeUpload(repository, upload, OptionalLong.empty(), source(content), sha256(content))
        .digest();
  }

  public byte[] pull(RepositoryKey repository, Digest digest) {
    try (LayerContent content = layers().open(repository, digest)) {
      return switch (content) {
        case LayerContent.InMemory memory -> memory.bytes();
        case LayerContent.InFile file -> read(file);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(LayerContent.InFile file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) file.size());
    while (buffer.hasRemaining()
        && file.channel().read(buffer, file.position() + buffer.position()) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  public PushedManifest push(RepositoryKey repository, byte[] manifest, String... tags) {
    return images()
        .put(
            repository,
            new ManifestPush(
                manifest,
                Optional.empty(),
                Optional.empty(),
                Arrays.stream(tags).map(Tag::new).toList()));
  }

  /** An image manifest of these blobs, the first its configuration. */
  public static byte[] image(Digest config, Digest... layers) {
    return image("", config, layers);
  }

  /**
   * An image manifest with more members.
   *
   * @param more further members, each with a comma before it
   */
  public static byte[] image(String more, Digest config, Digest... layers) {
    String list =
        String.join(
            ",",
            Arrays.stream(layers)
                .map(layer -> descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer))
                .toList());
    return document(
        MediaType.OCI_MANIFEST,
        "\"config\":"
            + descriptor("application/vnd.oci.image.config.v1+json", config)
            + ",\"layers\":["
            + list
            + "]"
            + more);
  }

  public static byte[] index(Digest... children) {
    String list =
        String.join(
            ",",
            Arrays.stream(children)
                .map(child -> descriptor(MediaType.OCI_MANIFEST.value(), child))
                .toList());
    return document(MediaType.OCI_INDEX, "\"manifests\":[" + list + "]");
  }

  /**
   * An image of so many layers that are not kept here, and with these members besides.
   *
   * @param config of the image; there
   */
  public static byte[] naming(int layers, Digest config, String more) {
    String layer = descriptor("application/vnd.oci.image.layer.nondistributable.v1.tar", config);
    return document(
        MediaType.OCI_MANIFEST,
        "\"config\":"
            + descriptor("application/vnd.oci.image.config.v1+json", config)
            + ",\"layers\":["
            + String.join(",", Collections.nCopies(layers, layer))
            + "]"
            + more);
  }

  /** A member that names a subject. */
  public static String subject(Digest subject) {
    return ",\"subject\":" + descriptor(MediaType.OCI_MANIFEST.value(), subject);
  }

  public static byte[] document(MediaType type, String members) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\"," + members + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  public static String descriptor(String mediaType, Digest digest) {
    return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":10}";
  }
}
