package io.entrepot.server.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Builds the {@code Link} to a list's next page (RFC 8288), relative to the host. */
public final class PageLink {
  private final StringBuilder link = new StringBuilder("<");
  private char separator = '?';

  /**
   * A link to this path.
   *
   * @param path needs no escapes
   */
  public PageLink(String path) {
    link.append(path);
  }

  /** Adds a query parameter. */
  public PageLink with(String name, String value) {
    link.append(separator).append(name).append('=').append(escape(value));
    separator = '&';
    return this;
  }

  /** Form encoding writes a space as a plus, which not everybody reads as one. */
  private static String escape(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  /** The header's value. */
  public String next() {
    return link + ">; rel=\"next\"";
  }
}
