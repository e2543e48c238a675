package io.entrepot.server.oci.blob;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a Range says, what is sent lies within the blob. */
final class ByteRangeFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void a_part_lies_within_the_content(FuzzedDataProvider data) {
    long size = data.consumeLong(0, Long.MAX_VALUE);
    boolean inBytes = data.consumeBoolean();
    String field = (inBytes ? "bytes=" : "") + data.consumeRemainingAsString();
    if (ByteRange.parse(field, size) instanceof ByteRange.Part part) {
      assertTrue(part.first() >= 0, field);
      assertTrue(part.length() >= 1, field);
      assertTrue(part.length() <= size - part.first(), field);
    }
  }
}
