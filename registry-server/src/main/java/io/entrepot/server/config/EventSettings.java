package io.entrepot.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told what happened.
 *
 * @param log whether the standard output is
 * @param webhooks where else, by the sinks' names, in order
 * @param allowed addresses that a sink may be at although they are not public
 * @param secrets the folder with a file for each webhook; empty: one in the data folder
 * @param authorities a PEM file of certificate authorities beside the usual ones
 * @param timeout how long one try may take
 */
public record EventSettings(
    boolean log,
    Map<String, URI> webhooks,
    Map<String, List<AddressRange>> allowed,
    Optional<Path> secrets,
    Optional<Path> authorities,
    Duration timeout) {
  /** The name of the sink that writes to the log, which no webhook may have. */
  static final String LOG = "log";

  public EventSettings {
    webhooks = Collections.unmodifiableMap(new LinkedHashMap<>(webhooks));
    allowed = Map.copyOf(allowed);
  }
}
