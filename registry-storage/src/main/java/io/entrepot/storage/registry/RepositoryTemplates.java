package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.TemplateRow;
import io.entrepot.storage.metadata.TemplateRows;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The templates of registries. May block; called from virtual threads; what it reports as done is
 * durable. Failures come as {@link io.entrepot.storage.failure.StorageException}: TemplateExists,
 * TemplateUnknown.
 */
public final class RepositoryTemplates {
  private final Database database;

  RepositoryTemplates(Database database) {
    this.database = database;
  }

  public RepositoryTemplate create(RegistryId registry, RepositoryTemplate template) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      if (TemplateRows.find(sql, registry, template.prefix()).isPresent()) {
        throw new StorageFailure.TemplateExists(template.prefix()).exception();
      }
      TemplateRows.set(sql, registry, template.row());
      return template;
    });
  }

  /** Changes one; repositories that began with it stay as they are. */
  public RepositoryTemplate update(
      RegistryId registry, String prefix, UnaryOperator<RepositoryTemplate> change) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      RepositoryTemplate changed = change.apply(known(sql, registry, prefix));
      TemplateRows.set(sql, registry, changed.row());
      return changed;
    });
  }

  /** Deletes one; what it was. */
  public RepositoryTemplate delete(RegistryId registry, String prefix) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      RepositoryTemplate was = known(sql, registry, prefix);
      TemplateRows.delete(sql, registry, prefix);
      return was;
    });
  }

  public Optional<RepositoryTemplate> find(RegistryId registry, String prefix) {
    return database.read(
        sql -> TemplateRows.find(sql, registry, prefix).map(RepositoryTemplate::of));
  }

  /** In ASCII order of the prefix, after the given text, at most so many. */
  public Page<RepositoryTemplate> list(RegistryId registry, Optional<String> after, int limit) {
    return database.read(sql ->
        Page.of(
            TemplateRows.page(sql, registry, after.orElse(""), Page.toAsk(limit)).stream()
                .map(RepositoryTemplate::of)
                .toList(),
            limit));
  }

  /** The template of what a push would create under this name. */
  public Optional<RepositoryTemplate> forPush(RepositoryKey repository) {
    return database.read(sql -> matching(sql, repository, RepositoryTemplate.Use.CREATE_ON_PUSH));
  }

  /** The template with the longest prefix that a repository of this name begins with. */
  static Optional<RepositoryTemplate> matching(
      Sql sql, RepositoryKey repository, RepositoryTemplate.Use use) {
    String rest = repository.name().value();
    for (int slash = rest.lastIndexOf('/'); slash > 0; slash = rest.lastIndexOf('/')) {
      rest = rest.substring(0, slash);
      String prefix = rest;
      Optional<RepositoryTemplate> found =
          used(sql, repository.registry(), prefix, use)
              .or(() -> used(sql, repository.registry(), prefix + "/", use));
      if (found.isPresent()) {
        return found;
      }
    }
    return used(sql, repository.registry(), RepositoryTemplate.ROOT, use);
  }

  private static Optional<RepositoryTemplate> used(
      Sql sql, RegistryId registry, String prefix, RepositoryTemplate.Use use) {
    Optional<TemplateRow> row = TemplateRows.find(sql, registry, prefix);
    return row.map(RepositoryTemplate::of).filter(each -> each.appliedFor().contains(use));
  }

  private static RepositoryTemplate known(Sql sql, RegistryId registry, String prefix) {
    return TemplateRows.find(sql, registry, prefix)
        .map(RepositoryTemplate::of)
        .orElseThrow(() -> new StorageFailure.TemplateUnknown(prefix).exception());
  }
}
