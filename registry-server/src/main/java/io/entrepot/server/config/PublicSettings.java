package io.entrepot.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the registries are found that everybody may pull from.
 *
 * @param hosts names of this server, perhaps with a port, at which there are public repositories
 *     alone; addresses are written with the first
 * @param aliases accounts by what their public registries are called, an account's primary one
 *     before its others
 */
public record PublicSettings(List<String> hosts, Map<String, String> aliases) {
  public PublicSettings {
    hosts = List.copyOf(hosts);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }
}
