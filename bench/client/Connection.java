import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, as thin as can be: the client shares the cores with the
 * server that it measures. Reconnects when the server closes. Used by one thread at a time.
 */
final class Connection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 120_000;
  static final int CHUNK_BYTES = 64 * 1024;

  private final int port;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean closing;

  Connection(int port) throws IOException {
    this.port = port;
    open();
  }

  /** An answer: its status, its Location as a path (empty when it has none) and its body. */
  record Answer(int status, String location, byte[] body) {
    Answer expect(int wanted, String what) throws IOException {
      if (status != wanted) {
        String text = new String(body, StandardCharsets.UTF_8);
        throw new IOException(what + ": status " + status + ", wanted " + wanted + ": " + text);
      }
      return this;
    }
  }

  Answer send(String method, String target, String contentType, byte[] body) throws IOException {
    reopenIfClosing();
    byte[] head = head(method, target, contentType, "Content-Length: " + body.length + "\r\n");
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    out.write(all);
    return read(method.equals("HEAD"));
  }

  Answer send(String method, String target) throws IOException {
    return send(method, target, "", new byte[0]);
  }

  /**
   * Streams {@code blocks} times {@code block}: chunked, as docker and podman do, or with its
   * length.
   */
  Answer stream(String method, String target, Blocks blocks, boolean chunked) throws IOException {
    reopenIfClosing();
    String framing =
        chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + blocks.size() + "\r\n";
    out.write(head(method, target, "application/octet-stream", framing));
    byte[] chunkHead =
        (Integer.toHexString(CHUNK_BYTES) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[chunkHead.length + CHUNK_BYTES + 2];
    System.arraycopy(chunkHead, 0, frame, 0, chunkHead.length);
    frame[frame.length - 2] = '\r';
    frame[frame.length - 1] = '\n';
    for (int i = 0; i < blocks.count(); i++) {
      byte[] block = blocks.get(i);
      for (int at = 0; at < block.length; at += CHUNK_BYTES) {
        if (chunked) {
          System.arraycopy(block, at, frame, chunkHead.length, CHUNK_BYTES);
          out.write(frame);
        } else {
          out.write(block, at, CHUNK_BYTES);
        }
      }
    }
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return read(false);
  }

  private byte[] head(String method, String target, String contentType, String framing) {
    StringBuilder text = new StringBuilder(256);
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1:");
    text.append(port).append("\r\nUser-Agent: entrepot-bench\r\n");
    text.append("Accept: application/vnd.oci.image.manifest.v1+json, */*\r\n");
    if (!contentType.isEmpty()) {
      text.append("Content-Type: ").append(contentType).append("\r\n");
    }
    if (!method.equals("HEAD") && !method.equals("GET")) {
      text.append(framing);
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private Answer read(boolean bodiless) throws IOException {
    String line = line();
    int status = Integer.parseInt(line.substring(9, 12));
    long length = -1;
    boolean chunked = false;
    String location = "";
    for (line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      switch (name) {
        case "content-length" -> length = Long.parseLong(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> closing = value.equalsIgnoreCase("close");
        case "location" -> location = path(value);
        default -> {}
      }
    }
    if (bodiless || status == 204 || status == 304) {
      return new Answer(status, location, new byte[0]);
    }
    return new Answer(status, location, chunked ? chunks() : body(length));
  }

  private byte[] body(long length) throws IOException {
    if (length < 0) {
      closing = true;
      return in.readAllBytes();
    }
    byte[] body = in.readNBytes(Math.toIntExact(length));
    if (body.length < length) {
      throw new EOFException("the server closed in the middle of a body");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(body(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].trim(), 16);
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  private static String path(String location) {
    int scheme = location.indexOf("://");
    return scheme < 0 ? location : location.substring(location.indexOf('/', scheme + 3));
  }

  private void reopenIfClosing() throws IOException {
    if (closing) {
      close();
      open();
    }
  }

  private void open() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    out = socket.getOutputStream();
    closing = false;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
