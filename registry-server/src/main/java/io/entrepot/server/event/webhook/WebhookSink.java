package io.entrepot.server.event.webhook;

import io.entrepot.server.event.Delivery;
import io.entrepot.server.event.EventSink;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends each event as a signed POST (Standard Webhooks 1.0). A status of 2xx takes it; redirects
 * that keep the method are followed, each to an address that is checked like the first; all else
 * refuses it. Any thread.
 */
public final class WebhookSink implements EventSink {
  /** Redirects of one try. */
  static final int MAX_REDIRECTS = 3;

  /** Requests under way at the same time, of each lane. */
  static final int AT_ONCE = 4;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final String name;
  private final URI url;
  private final Secrets secrets;
  private final Poster poster;
  private final InstantSource clock;

  /**
   * How a webhook is reached.
   *
   * @param addresses where it may be
   * @param tls by which it is known
   * @param timeout of one request
   */
  public record Ways(
      Resolver resolver, Addresses addresses, SSLSocketFactory tls, Duration timeout) {}

  /** One of this name. */
  public WebhookSink(String name, URI url, Secrets secrets, Ways ways, InstantSource clock) {
    this.name = name;
    this.url = url;
    this.secrets = secrets;
    this.poster = new Poster(ways.resolver(), ways.addresses(), ways.tls(), ways.timeout());
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /** Without path and query, in which some services want a token. */
  @Override
  public String target() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public Delivery deliver(UUID id, byte[] json) {
    try {
      return deliver(fields(id, json), json);
    } catch (IOException | IllegalArgumentException e) {
      return new Delivery.Refused(reason(e));
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      // Its own message holds the whole address, and a token in it.
      case IllegalArgumentException _ -> "the address is malformed";
      case java.net.UnknownHostException unknown -> "its host is not known: " + e.getMessage();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private Map<String, String> fields(UUID id, byte[] json) {
    long seconds = clock.instant().getEpochSecond();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Content-Type", "application/json");
    fields.put("User-Agent", "entrepot");
    fields.put("webhook-id", id.toString());
    fields.put("webhook-timestamp", Long.toString(seconds));
    fields.put("webhook-signature", secrets.signatures(id.toString(), seconds, json));
    return fields;
  }

  private Delivery deliver(Map<String, String> fields, byte[] json) throws IOException {
    URI here = url;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Answer answer = poster.post(here, fields, json);
      switch (answer.status()) {
        case 301, 302, 307, 308 -> here = next(here, answer);
        default -> {
          return answer.status() / 100 == 2
              ? new Delivery.Taken()
              : new Delivery.Refused(
                  "it answered with the status " + answer.status(), wait(answer));
        }
      }
    }
    return new Delivery.Refused("it redirected more than " + MAX_REDIRECTS + " times");
  }

  private static URI next(URI here, Answer answer) throws IOException {
    String location =
        answer
            .field("location")
            .orElseThrow(() -> new IOException("it redirected without saying where to"));
    URI next = here.resolve(location);
    boolean secure = "https".equals(next.getScheme());
    boolean plain = "http".equals(next.getScheme()) && "http".equals(here.getScheme());
    if (!(secure || plain) || next.getHost() == null || next.getRawUserInfo() != null) {
      throw new IOException("it redirected to where events are not sent");
    }
    return next;
  }

  /** RFC 9110, section 10.2.3. */
  private Optional<Duration> wait(Answer answer) {
    return answer
        .field("retry-after")
        .flatMap(text ->
            SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : date(text).map(at -> Duration.between(clock.instant(), at)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    poster.close();
  }
}
