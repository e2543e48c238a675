package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes of an answer's head as it is put together, used again and again on one event loop. */
final class HeadBuffer {
  private static final int START_BYTES = 2 * 1024;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[START_BYTES];
  private int length;

  void reset() {
    length = 0;
  }

  int length() {
    return length;
  }

  void put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void put(int character) {
    reserve(1);
    bytes[length++] = (byte) character;
  }

  /** Puts text that holds only what a header may: a character that could end the line is masked. */
  @SuppressWarnings(
      "deprecation") // The one copy of Latin-1 text that neither encodes nor allocates.
  void putText(String text) {
    int end = text.length();
    reserve(end);
    text.getBytes(0, end, bytes, length);
    for (int i = length; i < length + end; i++) {
      if (bytes[i] < ' ' && bytes[i] >= 0) {
        bytes[i] = '?';
      }
    }
    length += end;
  }

  void putDecimal(long number) {
    if (number < 10) {
      put((int) ('0' + number));
      return;
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    reserve(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  void putHex(long number) {
    reserve(Long.BYTES * 2);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (number >>> shift) & 0xf];
    }
  }

  void copyTo(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
