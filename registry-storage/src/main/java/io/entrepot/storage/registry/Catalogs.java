package io.entrepot.storage.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.storage.metadata.CatalogRows;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;

/**
 * What the owners of public repositories and registries tell people of them. It goes with the
 * repository. May block; called from virtual threads; what it reports as done is durable. Failures
 * come as {@link io.entrepot.storage.failure.StorageException}: RepositoryUnknown.
 */
public final class Catalogs {
  /** Heap for logos that are asked for, in bytes; each is there once, however many take it. */
  private static final long LOGO_CACHE_BYTES = 4L << 20;

  private final Database database;

  /** By digest. */
  private final Cache<String, byte[]> logos =
      Caffeine.newBuilder()
          .maximumWeight(LOGO_CACHE_BYTES)
          .weigher((String digest, byte[] logo) -> digest.length() + logo.length)
          .build();

  Catalogs(Database database) {
    this.database = database;
  }

  /** What is told of a repository, which may be nothing. */
  public RepositoryCatalog get(RepositoryKey repository) {
    return database.read(sql ->
        CatalogRows.find(sql, Tables.repository(sql, repository))
            .map(RepositoryCatalog::of)
            .orElse(RepositoryCatalog.EMPTY));
  }

  /** Sets all that is told of a repository. */
  public RepositoryCatalog set(RepositoryKey repository, NewCatalog catalog) {
    return database.write(transaction ->
        catalog.write(transaction.sql(), Tables.repository(transaction.sql(), repository)));
  }

  /**
   * The bytes of a repository's logo, which nobody changes; empty when it has none of this digest,
   * or is not there.
   */
  public Optional<byte[]> logo(RepositoryKey repository, String digest) {
    return database.read(sql ->
        RepositoryRows.find(sql, repository)
            .filter(id -> CatalogRows.hasLogo(sql, id, digest))
            .map(id -> logos.get(digest, any -> CatalogRows.logo(sql, id, digest))));
  }

  /** What a registry is called, in any words. */
  public Optional<String> displayName(RegistryId registry) {
    return database.read(sql -> CatalogRows.displayName(sql, registry));
  }

  /** Sets what a registry is called. */
  public void setDisplayName(RegistryId registry, String name) {
    database.write(transaction -> {
      CatalogRows.setDisplayName(transaction.sql(), registry, name);
      return name;
    });
  }
}
