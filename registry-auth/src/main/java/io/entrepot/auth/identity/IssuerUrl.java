package io.entrepot.auth.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URLs of identity providers: {@code https}, or {@code http} for one on this machine, whose
 * answers nobody can change on their way.
 */
public final class IssuerUrl {
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1]|localhost");

  private IssuerUrl() {}

  /** What follows the scheme, by which ARNs and condition keys name it; empty when it is none. */
  public static Optional<String> name(String url) {
    return url.length() <= NewOidcProvider.LONGEST
        ? parse(url)
            .filter(uri -> uri.getRawQuery() == null)
            .map(uri -> url.substring(uri.getScheme().length() + "://".length()))
        : Optional.empty();
  }

  /** The URL when it may be asked: its scheme fits its host, and it names no user. */
  public static Optional<URI> parse(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      boolean asked =
          host != null
              && (url.startsWith("https://")
                  || (url.startsWith("http://") && LOOPBACK.matcher(host).matches()))
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null;
      return asked ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
