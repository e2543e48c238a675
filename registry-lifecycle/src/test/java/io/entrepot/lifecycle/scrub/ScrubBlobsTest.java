package io.entrepot.lifecycle.scrub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ScrubBlobsTest {
  private static final RepositoryKey APP =
      new RepositoryKey(RegistryId.DEFAULT, new RepositoryName("app"));
  private static final long UNLIMITED = 0;
  private static final int SIZE = 40_000;

  @TempDir private Path folder = Path.of(".");
  private RegistryStore store;

  @BeforeEach
  void open() throws IOException {
    store =
        RegistryStore.open(
            Filesystem.open(folder, Layout.directories()),
            SqliteDatabase.open(folder.resolve(SqliteDatabase.FILE_NAME), 1),
            StorageSettings.defaults(),
            InstantSource.system());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private void push(int blobs) {
    for (int seed = 0; seed < blobs; seed++) {
      byte[] content = new byte[SIZE];
      Arrays.fill(content, (byte) seed);
      UploadId upload = store.layers().startUpload(APP, DigestAlgorithm.SHA256).id();
      store
          .layers()
          .completeUpload(
              APP,
              upload,
              OptionalLong.empty(),
              sink -> sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)}),
              Digest.of(DigestAlgorithm.SHA256, content));
    }
  }

  private void breakAll() throws IOException {
    try (Stream<Path> walked = Files.walk(folder.resolve("blobs"))) {
      for (Path file : walked.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[] {'x'});
      }
    }
  }

  /** A start of the job that is told to stop after so many blobs. */
  private static final class Start implements JobRun {
    private final int most;
    private Optional<String> place;
    private long done;

    Start(Optional<String> place, int most) {
      this.place = place;
      this.most = most;
    }

    @Override
    public String subject() {
      return "";
    }

    @Override
    public String requestedBy() {
      return "";
    }

    @Override
    public Optional<String> checkpoint() {
      return place;
    }

    @Override
    public void checkpoint(String state) {
      place = Optional.of(state);
    }

    @Override
    public void progress(long blobs, OptionalLong total, String unit) {
      done = blobs;
    }

    @Override
    public void rest(long worked) {}

    @Override
    public void requireGoing() {
      if (done >= most) {
        throw new IllegalStateException("stop");
      }
    }

    @Override
    public void request(String kind, String subject) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void a_pass_goes_on_where_it_stopped_after_a_restart() throws Exception {
    push(5);
    Start first = new Start(Optional.empty(), 3);
    assertThrows(
        IllegalStateException.class, () -> new ScrubBlobs(store.scrubber(), UNLIMITED).run(first));
    assertEquals(3, store.scrubber().figures().blobs());
    store.close();
    open();

    Start second = new Start(first.checkpoint(), Integer.MAX_VALUE);
    assertEquals(
        "5 blobs of 200000 bytes were read; 0 are broken, of which 0 were set aside",
        new ScrubBlobs(store.scrubber(), UNLIMITED).run(second));
    assertEquals(2, store.scrubber().figures().blobs());
  }

  @Test
  void where_very_much_is_broken_most_is_told_alone() throws Exception {
    int blobs = ScrubBlobs.MOST_SET_ASIDE + 3;
    push(blobs);
    breakAll();
    String said =
        new ScrubBlobs(store.scrubber(), UNLIMITED)
            .run(new Start(Optional.empty(), Integer.MAX_VALUE));
    assertEquals(
        List.of(blobs + " are broken, of which " + ScrubBlobs.MOST_SET_ASIDE + " were set aside"),
        List.of(said.substring(said.indexOf("; ") + 2)));
    assertEquals(blobs, store.scrubber().found(100).size());
  }
}
