package io.entrepot.server.event.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to addresses that it has checked itself: a name is resolved once for each request, and the
 * connection goes to what came of that, so that no second answer of a name server comes between. No
 * proxy is asked, no cookie kept, and of a body what little is read is thrown away. Any thread;
 * blocks for at most the timeout, and as long as the system takes to resolve a name.
 */
final class Poster implements AutoCloseable {
  /** Addresses of a name that are tried. */
  private static final int MAX_ADDRESSES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

  private final Resolver resolver;
  private final Addresses addresses;
  private final SSLSocketFactory tls;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor watch;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Poster(Resolver resolver, Addresses addresses, SSLSocketFactory tls, Duration timeout) {
    this.resolver = resolver;
    this.addresses = addresses;
    this.tls = tls;
    this.timeout = timeout;
    this.watch =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("events-timeout").factory());
    this.watch.setRemoveOnCancelPolicy(true);
  }

  /**
   * Posts it, and follows no redirect.
   *
   * @param url of http or https, with a host
   * @throws IOException when there is no answer, with a reason for an operator
   */
  Answer post(URI url, Map<String, String> fields, byte[] body) throws IOException {
    IOException last = new IOException("it has no address");
    for (InetAddress address : reachable(url.getHost())) {
      try {
        return post(url, address, fields, body);
      } catch (java.net.ConnectException | java.net.NoRouteToHostException e) {
        last = e;
      }
    }
    throw last;
  }

  private List<InetAddress> reachable(String host) throws IOException {
    boolean literal = host.startsWith("[");
    List<InetAddress> all = resolver.resolve(literal ? host.substring(1, host.length() - 1) : host);
    List<InetAddress> some = all.stream().filter(addresses::mayReach).limit(MAX_ADDRESSES).toList();
    if (some.isEmpty()) {
      throw new IOException(
          host
              + " is at "
              + all.getFirst().getHostAddress()
              + ", which is not public; events.allow has to allow it");
    }
    return some;
  }

  private Answer post(URI url, InetAddress address, Map<String, String> fields, byte[] body)
      throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    ScheduledFuture<?> end = cutLater(socket);
    try (socket) {
      socket.connect(new InetSocketAddress(address, port(url)), (int) timeout.toMillis());
      return isSecure(url)
          ? exchange(secured(socket, url.getHost()), url, fields, body)
          : exchange(socket, url, fields, body);
    } catch (IOException e) {
      // What cuts it off may not have come to its own end yet.
      throw end.getDelay(TimeUnit.NANOSECONDS) <= 0
          ? new IOException("it did not answer in " + timeout.toMillis() + " ms", e)
          : e;
    } finally {
      end.cancel(false);
      open.remove(socket);
    }
  }

  private ScheduledFuture<?> cutLater(Socket socket) throws IOException {
    try {
      return watch.schedule(() -> cut(socket), timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      open.remove(socket);
      throw new IOException("the server is stopping", e);
    }
  }

  private SSLSocket secured(Socket socket, String host) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.createSocket(socket, host, socket.getPort(), /* autoClose= */ true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static Answer exchange(Socket socket, URI url, Map<String, String> fields, byte[] body)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    ByteArrayOutputStream whole = new ByteArrayOutputStream(1_024 + body.length);
    whole.writeBytes(head(url, fields, body.length).getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    out.write(whole.toByteArray());
    out.flush();
    BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
    return new AnswerReader(in).read();
  }

  private static String head(URI url, Map<String, String> fields, int length) {
    StringBuilder head = new StringBuilder(512);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    head.append("POST ").append(ascii(path + query)).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getHost());
    if (url.getPort() >= 0) {
      head.append(':').append(url.getPort());
    }
    head.append("\r\nConnection: close\r\nContent-Length: ").append(length).append("\r\n");
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
  }

  private static String ascii(String target) {
    return URI.create(target).toASCIIString();
  }

  private static boolean isSecure(URI url) {
    return "https".equals(url.getScheme());
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : isSecure(url) ? 443 : 80;
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection to a webhook could not be closed", e);
    }
  }

  /** Cuts off what is under way, and refuses the rest. */
  @Override
  public void close() {
    watch.shutdownNow();
    open.forEach(Poster::cut);
  }
}
