package io.entrepot.storage.metadata;

import java.util.List;
import java.util.Optional;

/**
 * What is told of a public repository, without the bytes of its logo.
 *
 * @param logoDigest of those bytes, if there are any
 */
public record CatalogRow(
    Optional<String> description,
    List<String> architectures,
    List<String> operatingSystems,
    Optional<String> aboutText,
    Optional<String> usageText,
    Optional<String> logoDigest) {}
