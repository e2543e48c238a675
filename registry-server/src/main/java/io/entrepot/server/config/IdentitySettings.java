package io.entrepot.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is let in, and as whom.
 *
 * @param account whose registry hosts without an account mean; twelve digits
 * @param region of all registries, in their ARNs
 * @param hosts accounts by further host names
 * @param proxies whose word about their clients is believed
 * @param tokenExpiry how long a registry token is good
 * @param publicRegistries where those are found that everybody may pull from
 * @param keyFile holds the key that secrets are sealed with; empty: one in the data folder
 */
public record IdentitySettings(
    String account,
    String region,
    Map<String, String> hosts,
    List<AddressRange> proxies,
    PublicSettings publicRegistries,
    Duration tokenExpiry,
    Optional<Path> keyFile) {
  public IdentitySettings {
    hosts = Map.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }
}
