package io.entrepot.auth.decide;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Optional<Instant> tokenIssuedAt) {
  /** Longest user agent that is looked at, in characters; the rest is cut off. */
  static final int USER_AGENT_CHARS = 1_024;

  /** The values of a global condition key that the request itself tells, in lower case. */
  public List<String> values(String key) {
    return switch (key) {
      case "aws:sourceip" -> List.of(address(source.getHostAddress()));
      case "aws:securetransport" -> List.of(String.valueOf(secure));
      case "aws:currenttime" -> List.of(text(time));
      case "aws:epochtime" -> List.of(String.valueOf(time.getEpochSecond()));
      case "aws:useragent" ->
          userAgent.map(agent -> List.of(cut(agent, USER_AGENT_CHARS))).orElse(List.of());
      case "aws:tokenissuetime" -> tokenIssuedAt.map(at -> List.of(text(at))).orElse(List.of());
      default -> List.of();
    };
  }

  /** Whether another request has the same values of these keys. */
  boolean isLike(RequestFacts other, Set<String> keys) {
    for (String key : keys) {
      boolean same =
          switch (key) {
            case "aws:sourceip" -> source.equals(other.source);
            case "aws:securetransport" -> secure == other.secure;
            case "aws:currenttime", "aws:epochtime" ->
                time.getEpochSecond() == other.time.getEpochSecond();
            case "aws:useragent" -> userAgent.equals(other.userAgent);
            default -> values(key).equals(other.values(key));
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static String address(String text) {
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
