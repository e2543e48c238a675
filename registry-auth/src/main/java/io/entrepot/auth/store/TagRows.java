package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.TagRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags of identities, by their id, and of policies and providers, by their ARN. */
final class TagRows {
  /** A tag as it is written. */
  private record Tag(String name, String value) {}

  private TagRows() {}

  static Map<String, String> of(Sql sql, String resource) {
    Map<String, String> tags = new TreeMap<>();
    sql.list(
            "SELECT name, value FROM tag WHERE resource = ?",
            row -> new Tag(row.getString(1), row.getString(2)),
            resource)
        .forEach(tag -> tags.put(tag.name(), tag.value()));
    return tags;
  }

  /** Sets some tags beside those that are there; a key is the same in small and capital letters. */
  static void put(Sql sql, String resource, Map<String, String> tags) {
    Set<String> keys = new HashSet<>();
    tags.forEach((name, value) -> {
      TagRules.check(name, value);
      if (!keys.add(IdentityRows.key(name))) {
        throw new IdentityFailure.InvalidInput(
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            .exception();
      }
      sql.update(
          "INSERT INTO tag (resource, name_key, name, value) VALUES (?, ?, ?, ?)"
              + " ON CONFLICT (resource, name_key)"
              + " DO UPDATE SET name = excluded.name, value = excluded.value",
          resource,
          IdentityRows.key(name),
          name,
          value);
    });
    if (sql.count("SELECT count(*) FROM tag WHERE resource = ?", resource) > TagRules.MAX_TAGS) {
      throw new IdentityFailure.LimitExceeded("The number of tags has reached the maximum limit.")
          .exception();
    }
  }

  static void remove(Sql sql, String resource, Collection<String> names) {
    for (String name : names) {
      sql.update(
          "DELETE FROM tag WHERE resource = ? AND name_key = ?", resource, IdentityRows.key(name));
    }
  }

  static void clear(Sql sql, String resource) {
    sql.update("DELETE FROM tag WHERE resource = ?", resource);
  }
}
