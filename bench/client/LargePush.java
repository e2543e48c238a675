import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** One large layer: pushed to a registry, or hashed, written and synced here as the limit. */
final class LargePush {
  private LargePush() {}

  static String push(int port, long bytes, long seed, boolean chunked) throws IOException {
    Blocks blocks = new Blocks(bytes, seed);
    // Hashed before the clock starts: a client that has the layer already knows its digest.
    String digest = digest(blocks);
    try (Connection connection = new Connection(port)) {
      Registry registry = new Registry(connection);
      long start = System.nanoTime();
      String upload = registry.startUpload("push/large");
      String next =
          connection.stream("PATCH", upload, blocks, chunked)
              .expect(202, "PATCH of a layer")
              .location();
      connection
          .send("PUT", Registry.finish(next, digest), "application/octet-stream", new byte[0])
          .expect(201, "PUT that ends an upload");
      return result(bytes, System.nanoTime() - start);
    }
  }

  static String reference(Path folder, long bytes, long seed) throws IOException {
    Blocks blocks = new Blocks(bytes, seed);
    digest(blocks);
    Path file = folder.resolve("reference-" + seed);
    MessageDigest hash = Image.sha256();
    long start = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < blocks.count(); i++) {
        byte[] block = blocks.get(i);
        for (int at = 0; at < block.length; at += Connection.CHUNK_BYTES) {
          hash.update(block, at, Connection.CHUNK_BYTES);
          ByteBuffer part = ByteBuffer.wrap(block, at, Connection.CHUNK_BYTES);
          while (part.hasRemaining()) {
            channel.write(part);
          }
        }
      }
      hash.digest();
      channel.force(true);
    }
    String result = result(bytes, System.nanoTime() - start);
    Files.delete(file);
    return result;
  }

  private static String digest(Blocks blocks) {
    MessageDigest hash = Image.sha256();
    for (int i = 0; i < blocks.count(); i++) {
      hash.update(blocks.get(i));
    }
    return Image.name(hash.digest());
  }

  private static String result(long bytes, long nanos) {
    return "{\"bytes\":%d,\"seconds\":%.4f}".formatted(bytes, nanos / 1e9);
  }
}
