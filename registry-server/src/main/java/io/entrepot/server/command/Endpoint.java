package io.entrepot.server.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the server is. */
record Endpoint(URI uri) {
  static final String DEFAULT = "http://127.0.0.1:5000";

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|.*\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[0*(:0*){1,6}:0*1]");

  /**
   * Reads one.
   *
   * @param allowHttp whether credentials may go unprotected over a network
   * @throws ClientException when it is none, or they would and may not
   */
  static Endpoint of(String text, boolean allowHttp) throws ClientException {
    URI uri = parse(text.strip());
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String path = String.valueOf(uri.getRawPath());
    if (uri.getHost() == null
        || !(scheme.equals("http") || scheme.equals("https"))
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !(path.isEmpty() || path.equals("/"))) {
      throw unusable();
    }
    if (scheme.equals("http") && !allowHttp && !isLoopback(uri.getHost())) {
      throw ClientException.usage(
          "the password or secret would go over plain http to "
              + uri.getHost()
              + ", where others can read it: use https, or say --allow-http if the network is"
              + " yours");
    }
    return new Endpoint(uri.resolve("/"));
  }

  private static URI parse(String text) throws ClientException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw unusable();
    }
  }

  /** Does not repeat it: there may be a password in it. */
  private static ClientException unusable() {
    return ClientException.usage(
        "the endpoint is http://HOST:PORT or https://HOST:PORT and nothing more, such as "
            + DEFAULT
            + " (--endpoint or ENTREPOT_ENDPOINT)");
  }

  /** By its name alone: what a name server says could change between two questions. */
  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  boolean isTls() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  URI operation(String service, String operation) {
    return uri.resolve("/entrepot/v1/" + service + "/" + operation);
  }

  @Override
  public String toString() {
    String text = uri.toString();
    return text.substring(0, text.length() - 1);
  }
}
