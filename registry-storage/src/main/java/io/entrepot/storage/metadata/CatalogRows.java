package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the owners of public repositories and registries tell people of them. */
public final class CatalogRows {
  /** Between two words of one text. */
  private static final String SEPARATOR = "\u001f";

  private static final Pattern SEPARATORS = Pattern.compile(SEPARATOR);

  private CatalogRows() {}

  public static Optional<CatalogRow> find(Sql sql, long repository) {
    return sql.one(
        "SELECT description, architectures, operating_systems, about_text, usage_text, logo_digest"
            + " FROM repository_catalog WHERE repository = ?",
        CatalogRows::read,
        repository);
  }

  /** Sets or replaces it all. */
  public static void set(Sql sql, long repository, CatalogRow row, Optional<byte[]> logo) {
    deleteOf(sql, repository);
    sql.update(
        "INSERT INTO repository_catalog (repository, description, architectures,"
            + " operating_systems, about_text, usage_text, logo_digest, logo)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        repository,
        row.description(),
        String.join(SEPARATOR, row.architectures()),
        String.join(SEPARATOR, row.operatingSystems()),
        row.aboutText(),
        row.usageText(),
        row.logoDigest(),
        logo);
  }

  /** Whether its logo is the one of this digest. */
  public static boolean hasLogo(Sql sql, long repository, String digest) {
    return sql.exists(
        "SELECT 1 FROM repository_catalog WHERE repository = ? AND logo_digest = ?",
        repository,
        digest);
  }

  /** The logo of this digest, which it has. */
  public static byte[] logo(Sql sql, long repository, String digest) {
    return sql.one(
            "SELECT logo FROM repository_catalog WHERE repository = ? AND logo_digest = ?",
            row -> row.getBytes(1),
            repository,
            digest)
        .orElseThrow();
  }

  public static void deleteOf(Sql sql, long repository) {
    sql.update("DELETE FROM repository_catalog WHERE repository = ?", repository);
  }

  public static Optional<String> displayName(Sql sql, RegistryId registry) {
    return sql.one(
        "SELECT display_name FROM registry_catalog WHERE registry = ?",
        row -> row.getString(1),
        registry.value());
  }

  public static void setDisplayName(Sql sql, RegistryId registry, String name) {
    sql.update(
        "INSERT INTO registry_catalog (registry, display_name) VALUES (?, ?)"
            + " ON CONFLICT (registry) DO UPDATE SET display_name = excluded.display_name",
        registry.value(),
        name);
  }

  private static CatalogRow read(ResultSet row) throws SQLException {
    return new CatalogRow(
        Optional.ofNullable(row.getString(1)),
        words(row.getString(2)),
        words(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : SEPARATORS.splitAsStream(text).toList();
  }
}
