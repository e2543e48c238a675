package io.entrepot.auth.policy.pattern;

import java.util.List;

/** The condition keys of one request. Looking one up may block where its values must be read. */
@FunctionalInterface
public interface RequestKeys {
  /**
   * The values of a key.
   *
   * @param key in lower case
   * @return empty when the request does not have the key
   */
  List<String> values(String key);
}
