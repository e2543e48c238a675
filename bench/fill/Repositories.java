import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ManifestPush;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.StorageSettings;
import io.entrepot.storage.upload.UploadId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 10,000 repositories of one image each, which share their blobs; every tenth has a policy. */
final class Repositories {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final byte[] CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(UTF_8);
  private static final byte[] LAYER = new byte[8192];
  private static final int AT_ONCE = 64;

  private final RegistryStore store;
  private final RepositoryKey first = key(Fill.repository(0, 0));

  private Repositories(RegistryStore store) {
    this.store = store;
  }

  static void make(Path data) throws Exception {
    StorageSettings settings = StorageSettings.defaults();
    try (RegistryStore store =
            RegistryStore.open(
                Filesystem.open(data, Layout.directories()),
                SqliteDatabase.open(
                    data.resolve(SqliteDatabase.FILE_NAME), settings.metadataReaders()),
                settings,
                InstantSource.system());
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      Repositories repositories = new Repositories(store);
      repositories.upload(CONFIG);
      repositories.upload(LAYER);
      List<Future<?>> all = new ArrayList<>();
      for (int user = 0; user < Fill.USERS; user++) {
        int owner = user;
        all.add(pool.submit(() -> repositories.makeOf(owner)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private void upload(byte[] content) {
    UploadId upload = store.layers().startUpload(first, DigestAlgorithm.SHA256).id();
    store
        .layers()
        .completeUpload(
            first,
            upload,
            OptionalLong.empty(),
            sink -> sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)}),
            digest(content));
  }

  private void makeOf(int user) {
    for (int number = 0; number < Fill.REPOSITORIES_OF_A_USER; number++) {
      RepositoryKey repository = key(Fill.repository(user, number));
      store.layers().mount(repository, digest(CONFIG), first);
      store.layers().mount(repository, digest(LAYER), first);
      store
          .images()
          .put(
              repository,
              new ManifestPush(
                  manifest(repository),
                  Optional.of(new MediaType(MANIFEST)),
                  Optional.empty(),
                  List.of(new Tag("latest"))));
      if (number == 0) {
        store.governance().setPolicy(repository, PolicyTexts.ofRepository());
      }
    }
  }

  private static byte[] manifest(RepositoryKey repository) {
    return ("{\"schemaVersion\":2,\"mediaType\":\""
            + MANIFEST
            + "\",\"config\":"
            + descriptor("config.v1+json", CONFIG)
            + ",\"layers\":["
            + descriptor("layer.v1.tar+gzip", LAYER)
            + "],\"annotations\":{\"org.opencontainers.image.title\":\""
            + repository.name()
            + "\"}}")
        .getBytes(UTF_8);
  }

  private static String descriptor(String kind, byte[] content) {
    return "{\"mediaType\":\"application/vnd.oci.image.%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(kind, digest(content), content.length);
  }

  private static Digest digest(byte[] content) {
    return Digest.of(DigestAlgorithm.SHA256, content);
  }

  private static RepositoryKey key(String name) {
    return new RepositoryKey(new RegistryId(People.ACCOUNT.value()), new RepositoryName(name));
  }
}
