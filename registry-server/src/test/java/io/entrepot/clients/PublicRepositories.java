package io.entrepot.clients;

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
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Repositories that everybody may pull from, laid into a store before a server is started on it.
 */
final class PublicRepositories {
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":[
        "ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}}
      """;
  private static final int READERS = 1;

  private PublicRepositories() {}

  static void make(Path data, List<String> names) {
    InstantSource clock = InstantSource.system();
    StorageSettings settings = StorageSettings.defaults();
    try (RegistryStore store =
        RegistryStore.open(
            Filesystem.open(data, Layout.directories()),
            SqliteDatabase.open(data.resolve(SqliteDatabase.FILE_NAME), READERS),
            settings,
            clock)) {
      for (String name : names) {
        RepositoryKey repository =
            new RepositoryKey(
                new RegistryId(GuardedData.ACCOUNT.value()), new RepositoryName(name));
        pushAnEmptyBlob(store, repository);
        store.governance().setPolicy(repository, POLICY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A repository is made by what is pushed to it. */
  private static void pushAnEmptyBlob(RegistryStore store, RepositoryKey repository) {
    UploadId upload = store.layers().startUpload(repository, DigestAlgorithm.SHA256).id();
    store
        .layers()
        .completeUpload(
            repository,
            upload,
            OptionalLong.empty(),
            ByteSource.empty(),
            Digest.of(DigestAlgorithm.SHA256, new byte[0]));
  }
}
