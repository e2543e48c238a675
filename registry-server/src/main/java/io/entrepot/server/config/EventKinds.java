package io.entrepot.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of text that settings of events take. */
final class EventKinds {
  private static final Pattern ITEM = Pattern.compile("([a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?)=(.+)");

  /** Each has threads and connections of its own. */
  static final int MAX_WEBHOOKS = 16;

  private EventKinds() {}

  /** Where events are sent, by the sinks' names. */
  static Kind<Map<String, URI>> webhooks() {
    return new Kind<>(
        "NAME=URL, up to "
            + MAX_WEBHOOKS
            + " parted by commas, such as ci=https://ci.example.org/hook; a name is of small"
            + " letters, digits and hyphens, at most 32 of them, and is not log; a URL has"
            + " http or https, a host, neither a user nor a #, and %2C for a comma",
        text -> {
          Map<String, URI> webhooks = new LinkedHashMap<>();
          for (String item : IdentityKinds.items(text)) {
            Matcher parts = ITEM.matcher(item);
            Optional<URI> url = parts.matches() ? url(parts.group(3)) : Optional.empty();
            if (url.isEmpty()
                || parts.group(1).equals(EventSettings.LOG)
                || webhooks.put(parts.group(1), url.get()) != null) {
              return Optional.empty();
            }
          }
          return webhooks.size() > MAX_WEBHOOKS ? Optional.empty() : Optional.of(webhooks);
        });
  }

  private static Optional<URI> url(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain =
          uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
      return web && plain && uri.getPort() <= 0xffff ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Addresses that sinks may be at although they are not public, by the sinks' names. */
  static Kind<Map<String, List<AddressRange>>> ranges() {
    return new Kind<>(
        "NAME=RANGE, several parted by commas, a name perhaps several times, such as"
            + " ci=10.1.0.0/16,ci=fd00::/8",
        text -> {
          Map<String, List<AddressRange>> ranges = new LinkedHashMap<>();
          for (String item : IdentityKinds.items(text)) {
            Matcher parts = ITEM.matcher(item);
            Optional<AddressRange> range =
                parts.matches() ? AddressRange.parse(parts.group(3)) : Optional.empty();
            if (range.isEmpty()) {
              return Optional.empty();
            }
            ranges.computeIfAbsent(parts.group(1), name -> new ArrayList<>()).add(range.get());
          }
          return Optional.of(ranges);
        });
  }
}
