package io.entrepot.server.main;

import io.entrepot.auth.federation.Authorities;
import io.entrepot.server.config.AddressRange;
import io.entrepot.server.config.Configuration;
import io.entrepot.server.config.EventSettings;
import io.entrepot.server.event.EventRoom;
import io.entrepot.server.event.EventSink;
import io.entrepot.server.event.EventText;
import io.entrepot.server.event.LogSink;
import io.entrepot.server.event.webhook.Addresses;
import io.entrepot.server.event.webhook.Resolver;
import io.entrepot.server.event.webhook.Secrets;
import io.entrepot.server.event.webhook.WebhookSink;
import io.entrepot.storage.registry.RegistryStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** The sinks of events as configured. */
final class EventSinks {
  private static final String FOLDER = "event-secrets";

  private EventSinks() {}

  /**
   * Begins to carry events to them.
   *
   * @throws StartException when one of them cannot be set up, in one sentence
   */
  static EventRoom open(
      Configuration configuration, Path data, RegistryStore store, InstantSource clock)
      throws StartException {
    return new EventRoom(
        store.outbox(),
        sinks(configuration.events(), data, clock),
        new EventText(configuration.identity().region()),
        configuration.identity().account(),
        new SecureRandom(),
        clock);
  }

  private static List<EventSink> sinks(EventSettings settings, Path data, InstantSource clock)
      throws StartException {
    List<EventSink> sinks = new ArrayList<>();
    if (settings.log()) {
      sinks.add(new LogSink(new FileOutputStream(FileDescriptor.out)));
    }
    if (!settings.webhooks().isEmpty()) {
      SSLSocketFactory tls = tls(settings);
      Path secrets = settings.secrets().orElse(data.resolve(FOLDER));
      for (Map.Entry<String, URI> webhook : settings.webhooks().entrySet()) {
        sinks.add(webhook(webhook.getKey(), webhook.getValue(), settings, secrets, tls, clock));
      }
    }
    return sinks;
  }

  private static EventSink webhook(
      String name,
      URI url,
      EventSettings settings,
      Path secrets,
      SSLSocketFactory tls,
      InstantSource clock)
      throws StartException {
    List<AddressRange> allowed = settings.allowed().getOrDefault(name, List.of());
    Addresses addresses =
        new Addresses(address -> allowed.stream().anyMatch(range -> range.contains(address)));
    try {
      return new WebhookSink(
          name,
          url,
          Secrets.readOrMake(secrets.resolve(name), new SecureRandom()),
          new WebhookSink.Ways(Resolver.SYSTEM, addresses, tls, settings.timeout()),
          clock);
    } catch (IOException e) {
      throw new StartException("the webhook " + name + " cannot be set up: " + e.getMessage());
    }
  }

  private static SSLSocketFactory tls(EventSettings settings) throws StartException {
    try {
      return settings
          .authorities()
          .map(file -> Authorities.with(file).getSocketFactory())
          .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    } catch (IllegalArgumentException e) {
      throw new StartException("events.ca-file: " + e.getMessage());
    }
  }
}
