package io.entrepot.auth.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.entrepot.auth.identity.IssuerUrl;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer, fetched by discovery (OpenID Connect Discovery 1.0, section 4) and kept.
 *
 * <p>Fresh keys are used as they are. A key that is not among them is looked for again, so that a
 * rotated one is found at once, but not more often than once in {@link #ASKED_AGAIN_AFTER}, so that
 * nobody makes this server ask by sending tokens. Keys that are no longer fresh are fetched again
 * by one request, while the others go on with them; when the issuer is away, they are good for a
 * bounded time more. Any thread; blocks for two fetches at most.
 */
final class IssuerKeys {
  /** How long nothing is fetched after a fetch, whatever came of it. */
  static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(10);

  /** How long an issuer that is away is left alone while there are keys of it. */
  static final Duration AWAY_ASKED_AGAIN_AFTER = Duration.ofMinutes(1);

  /** Largest discovery document, in bytes. */
  static final int DISCOVERY_BYTES = 64 << 10;

  /** Largest document of keys, in bytes. */
  static final int KEYS_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final String issuer;
  private final Fetch fetch;
  private final Duration fresh;
  private final Duration stale;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Loaded loaded = new Loaded(new SignatureKeys(List.of()), Instant.MIN);
  private volatile Tried tried = new Tried(Instant.MIN, "");

  private record Loaded(SignatureKeys keys, Instant at) {}

  /** The last fetch that was begun, and why it failed; empty if it did not. */
  private record Tried(Instant at, String failure) {}

  /**
   * @param fresh how long keys are used without asking again
   * @param stale how long keys are used while the issuer is away
   */
  IssuerKeys(String issuer, Fetch fetch, Duration fresh, Duration stale, InstantSource clock) {
    this.issuer = issuer;
    this.fetch = fetch;
    this.fresh = fresh;
    this.stale = stale;
    this.clock = clock;
  }

  /**
   * The keys that this header can mean; none when the issuer has no such key.
   *
   * @throws FederationException when its keys cannot be had
   */
  List<JWK> named(JWSHeader header) {
    Loaded known = loaded;
    List<JWK> keys = known.keys().named(header);
    Instant now = clock.instant();
    if (!keys.isEmpty() && isWithin(known.at(), fresh, now)) {
      return keys;
    }
    boolean usable = !keys.isEmpty() && isWithin(known.at(), stale, now);
    refresh(known, usable);
    Loaded after = loaded;
    if (!isWithin(after.at(), stale, now)) {
      throw new FederationException(
          FederationException.Kind.ISSUER_AWAY,
          "the keys of the issuer " + issuer + " could not be fetched; the server's log tells why");
    }
    return after.keys().named(header);
  }

  private static boolean isWithin(Instant start, Duration length, Instant now) {
    return start.isAfter(Instant.MIN) && now.isBefore(start.plus(length));
  }

  private void refresh(Loaded seen, boolean usable) {
    if (!usable) {
      lock.lock();
    } else if (!lock.tryLock()) {
      return;
    }
    try {
      Instant now = clock.instant();
      Tried last = tried;
      Duration wait =
          usable && !last.failure().isEmpty() ? AWAY_ASKED_AGAIN_AFTER : ASKED_AGAIN_AFTER;
      if (loaded.at().equals(seen.at()) && !isWithin(last.at(), wait, now)) {
        fetch(now);
      }
    } finally {
      lock.unlock();
    }
  }

  private void fetch(Instant now) {
    try {
      loaded = new Loaded(fetchKeys(), now);
      tried = new Tried(now, "");
    } catch (IOException e) {
      LOG.warn("the keys of the issuer {} could not be fetched: {}", issuer, e.getMessage());
      tried = new Tried(now, String.valueOf(e.getMessage()));
    }
  }

  private SignatureKeys fetchKeys() throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    Map<String, Object> discovery =
        json(fetch.get(url(base + "/.well-known/openid-configuration"), DISCOVERY_BYTES));
    if (!issuer.equals(discovery.get("issuer"))) {
      throw new IOException("its discovery document is that of another issuer");
    }
    if (!(discovery.get("jwks_uri") instanceof String keys)) {
      throw new IOException("its discovery document has no jwks_uri");
    }
    return SignatureKeys.read(new String(fetch.get(keysUrl(keys), KEYS_BYTES), UTF_8));
  }

  private static Map<String, Object> json(byte[] bytes) throws IOException {
    try {
      return JSONObjectUtils.parse(new String(bytes, UTF_8));
    } catch (ParseException e) {
      throw new IOException("its discovery document is not JSON", e);
    }
  }

  private URI keysUrl(String text) throws IOException {
    // A provider elsewhere has no business on this machine.
    if (issuer.startsWith("https:") && !text.startsWith("https:")) {
      throw new IOException("its jwks_uri is not https");
    }
    return url(text);
  }

  private static URI url(String text) throws IOException {
    return IssuerUrl.parse(text).orElseThrow(() -> new IOException("its jwks_uri is no https URL"));
  }
}
