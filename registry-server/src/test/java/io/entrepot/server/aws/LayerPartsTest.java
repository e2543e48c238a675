package io.entrepot.server.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayerPartsTest {
  @TempDir Path directory;

  @Test
  void a_part_is_read_as_it_came_and_leaves_nothing() throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    Part part;
    try (LayerParts.Incoming incoming = new LayerParts(directory, bytes.length).begin()) {
      incoming.append(ByteBuffer.wrap(bytes, 0, 70_000));
      incoming.append(ByteBuffer.wrap(bytes, 70_000, 130_000));
      part = incoming.commit();
      assertEquals(bytes.length, part.size());
      assertArrayEquals(bytes, read(part));
      assertArrayEquals(bytes, read(part));
      try (var files = Files.list(directory)) {
        assertEquals(0, files.count());
      }
    }
    assertThrows(ClosedChannelException.class, () -> read(part));
  }

  private static byte[] read(Part part) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    part.drainTo(read::write);
    return read.toByteArray();
  }

  @Test
  void a_part_that_is_too_large_is_refused() throws IOException {
    try (LayerParts.Incoming incoming = new LayerParts(directory, 10).begin()) {
      incoming.append(ByteBuffer.allocate(10));
      AwsException refused =
          assertThrows(AwsException.class, () -> incoming.append(ByteBuffer.allocate(1)));
      assertEquals(AwsError.REQUEST_TOO_LARGE, refused.error());
    }
  }
}
