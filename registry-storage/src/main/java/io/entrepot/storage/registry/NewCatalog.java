package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.CatalogRow;
import io.entrepot.storage.metadata.CatalogRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of a public repository, in place of what was.
 *
 * @param architectures words without control characters, as are the operating systems
 * @param logo the bytes of an image
 */
public record NewCatalog(
    Optional<String> description,
    List<String> architectures,
    List<String> operatingSystems,
    Optional<String> aboutText,
    Optional<String> usageText,
    Optional<byte[]> logo) {
  /** Writes it; what was written. */
  RepositoryCatalog write(Sql sql, long repository) {
    CatalogRow row =
        new CatalogRow(
            description,
            architectures,
            operatingSystems,
            aboutText,
            usageText,
            logo.map(bytes -> Digest.of(DigestAlgorithm.SHA256, bytes).hex()));
    CatalogRows.set(sql, repository, row, logo);
    return RepositoryCatalog.of(row);
  }
}
