package io.entrepot.server.credentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registry: its host, with a port if it has one, and the URL it is reached at. Credentials are
 * sent over plain HTTP to this machine alone, unless a URL says otherwise.
 */
record RegistryAddress(String host, URI base) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+](:[0-9]{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("(127(\\.[0-9]{1,3}){3}|\\[::1]|localhost)(:[0-9]+)?");

  /** Of {@code HOST}, {@code HOST:PORT} or a URL, with or without a path. */
  static RegistryAddress parse(String text) throws CredentialException {
    boolean http = text.toLowerCase(Locale.ROOT).startsWith("http://");
    String rest = text.replaceFirst("^(?i)https?://", "");
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    if (!HOST.matcher(host).matches()) {
      throw new CredentialException("'" + text + "' names no registry");
    }
    boolean plain = http || (!text.contains("://") && LOOPBACK.matcher(host).matches());
    try {
      return new RegistryAddress(host, new URI((plain ? "http://" : "https://") + host));
    } catch (URISyntaxException e) {
      throw new CredentialException("'" + text + "' names no registry");
    }
  }

  /** The registry of an image's name, such as {@code registry.example.org/team/app:1}. */
  static RegistryAddress ofImage(String image) throws CredentialException {
    int slash = image.indexOf('/');
    if (slash <= 0) {
      throw new CredentialException("the image '" + image + "' names no registry");
    }
    return parse(image.substring(0, slash));
  }

  boolean isSameAs(RegistryAddress other) {
    return host.equalsIgnoreCase(other.host);
  }
}
