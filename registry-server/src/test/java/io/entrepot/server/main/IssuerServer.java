package io.entrepot.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An identity provider on this machine, that can be made to behave badly. */
public final class IssuerServer implements AutoCloseable {
  public static final String AUDIENCE = "entrepot";
  public static final String SUBJECT = "system:serviceaccount:team:puller";

  private final HttpServer server;
  private final InstantSource clock;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key = rsa("first");
  private volatile List<JWK> published = List.of(key);
  private volatile Answering answering = Answering.WELL;

  /** How it answers. */
  public enum Answering {
    WELL,
    UNAVAILABLE,
    REDIRECTING,
    TOO_MUCH,
    AS_ANOTHER,
    PLAINLY_ELSEWHERE,
    NO_JSON
  }

  private IssuerServer(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @param clock of its tokens
   */
  public static IssuerServer start(InstantSource clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    IssuerServer issuer = new IssuerServer(server, clock);
    server.createContext("/", issuer::answer);
    server.start();
    return issuer;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** By what condition keys name it. */
  public String name() {
    return url().substring("http://".length());
  }

  /** How often its keys were asked for. */
  public int fetches() {
    return fetches.get();
  }

  public void answer(Answering how) {
    answering = how;
  }

  public RSAKey key() {
    return key;
  }

  /** Signs with a new key and forgets the old one. */
  public void rotate(String id) {
    key = rsa(id);
    published = List.of(key);
  }

  /** Publishes these keys, whatever it signs with. */
  public void publish(JWK... keys) {
    published = List.of(keys);
  }

  /** A token for {@link #SUBJECT}, good for ten minutes. */
  public String token() {
    return token(claims -> claims);
  }

  public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(header(JWSAlgorithm.RS256), claims(change), key);
  }

  public JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
  }

  public JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    Instant now = clock.instant();
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(SUBJECT)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10)))))
        .build();
  }

  public static String sign(JWSHeader.Builder header, JWTClaimsSet claims, JWK key) {
    try {
      JWSSigner signer =
          key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
      SignedJWT token = new SignedJWT(header.build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ECKey ec(Curve curve, String id) {
    try {
      return new ECKeyGenerator(curve).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().getPath();
      boolean keys = asked.endsWith("/keys");
      if (keys) {
        fetches.incrementAndGet();
      }
      switch (answering) {
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case REDIRECTING -> {
          exchange.getResponseHeaders().add("Location", url() + "/elsewhere" + asked);
          exchange.sendResponseHeaders(302, -1);
        }
        default -> send(exchange, keys ? keysDocument() : discovery());
      }
    }
  }

  private String discovery() {
    String issuer = answering == Answering.AS_ANOTHER ? "https://other.example.org" : url();
    String keys =
        answering == Answering.PLAINLY_ELSEWHERE ? "http://192.0.2.1/keys" : url() + "/keys";
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
  }

  private String keysDocument() {
    String document = new JWKSet(published).toString(true);
    return switch (answering) {
      case TOO_MUCH -> " ".repeat(300 << 10) + document;
      case NO_JSON -> "<html>";
      default -> document;
    };
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
