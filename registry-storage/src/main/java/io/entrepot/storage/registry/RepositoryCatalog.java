package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.CatalogRow;
import java.util.List;
import java.util.Optional;

/**
 * What the owner of a public repository tells people of it.
 *
 * @param logoDigest of the bytes of its logo, if it has one
 */
public record RepositoryCatalog(
    Optional<String> description,
    List<String> architectures,
    List<String> operatingSystems,
    Optional<String> aboutText,
    Optional<String> usageText,
    Optional<String> logoDigest) {
  /** Nothing is told. */
  public static final RepositoryCatalog EMPTY =
      new RepositoryCatalog(
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public RepositoryCatalog {
    architectures = List.copyOf(architectures);
    operatingSystems = List.copyOf(operatingSystems);
  }

  static RepositoryCatalog of(CatalogRow row) {
    return new RepositoryCatalog(
        row.description(),
        row.architectures(),
        row.operatingSystems(),
        row.aboutText(),
        row.usageText(),
        row.logoDigest());
  }
}
