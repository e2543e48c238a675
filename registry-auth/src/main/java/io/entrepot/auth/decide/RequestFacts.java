package io.entrepot.auth.decide;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What every request tells about itself, for the global condition keys.
 *
 * @param source {@code aws:SourceIp}: the client, as far as trusted proxies told it
 * @param secure {@code aws:SecureTransport}
 * @param userAgent {@code aws:UserAgent}
 * @param time {@code aws:CurrentTime}, {@code aws:EpochTime}
 * @param tokenIssuedAt {@code aws:TokenIssueTime}, of temporary credentials
 */
public record RequestFacts(
    InetAddress source,
    boolean secure,
    Optional<String> userAgent,
    Instant time,
    Optional<Instant> tokenIssuedAt) {}
