package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of HTTP/2 that asks and takes back without end is cut off (CVE-2023-44487). */
final class RapidResetTest {
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_OF_STREAM_AND_HEADERS = 5;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** GET https / from the static table, and an authority of "a". */
  private static final byte[] REQUEST = {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x41, 1, 'a'};

  @TempDir Path directory;

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(0);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  private static byte[] resets(int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(out, SETTINGS, 0, 0, new byte[0]);
    for (int i = 0; i < count; i++) {
      frame(out, HEADERS, END_OF_STREAM_AND_HEADERS, 2 * i + 1, REQUEST);
      frame(out, RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
    }
    return bytes.toByteArray();
  }

  /** The error of the first GOAWAY that comes. */
  private static int goAway(DataInputStream in) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.skipNBytes(5);
      if (type == GOAWAY) {
        in.readInt();
        return in.readInt();
      }
      in.skipNBytes(length);
    }
  }

  @Test
  void afterSoManyResets() throws Exception {
    TlsServers tls = TlsServers.in(directory);
    TestServer.Blocking handler = request -> TestServer.text(200, "ok");
    try (TestServer server = new TestServer(tls.listen(TransportLimits.usual()), handler);
        SSLSocket socket =
            (SSLSocket)
                tls.trust()
                    .getSocketFactory()
                    .createSocket(server.address().getAddress(), server.address().getPort())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout((int) TestServer.PATIENCE.toMillis());
      socket.getOutputStream().write(resets(TransportLimits.RESETS + 1));
      assertEquals(ENHANCE_YOUR_CALM, goAway(new DataInputStream(socket.getInputStream())));
    }
  }
}
