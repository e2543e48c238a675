package io.entrepot.server.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Takes one member's base64 out of a JSON object while that comes, so that it never lies in memory
 * whole: its bytes are given on decoded, and what is left is the object with an empty text in its
 * place. It looks for strings and nesting alone; whoever reads what is left finds any other
 * mistake. One thread.
 */
final class BlobScanner {
  /** Takes decoded bytes, which may be reused once it returns. */
  @FunctionalInterface
  interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Characters that are decoded at once: a multiple of four. */
  private static final int DECODED_AT_ONCE = 32 << 10;

  /** Where in the object the next byte is. */
  private enum State {
    OUTSIDE,
    STRING,
    ESCAPE,
    BLOB,
    BLOB_ESCAPE
  }

  private final byte[] member;
  private final int mostLeft;
  private final Sink sink;
  private final ByteArrayOutputStream left = new ByteArrayOutputStream(512);
  private final ByteArrayOutputStream name = new ByteArrayOutputStream(32);
  private final byte[] base64 = new byte[DECODED_AT_ONCE];
  private int encoded;
  private boolean padded;
  private State state = State.OUTSIDE;
  private int depth;
  private boolean naming;
  private boolean named;

  /**
   * @param member of the object itself
   * @param mostLeft bytes that what is left may have
   */
  BlobScanner(String member, int mostLeft, Sink sink) {
    this.member = member.getBytes(UTF_8);
    this.mostLeft = mostLeft;
    this.sink = sink;
  }

  /** The next bytes of the object, all that remain. */
  void write(ByteBuffer json) throws IOException {
    while (json.hasRemaining()) {
      byte next = json.get();
      switch (state) {
        case OUTSIDE -> outside(next);
        case STRING -> inString(next);
        case ESCAPE -> {
          keep(next);
          name.write(next);
          state = State.STRING;
        }
        case BLOB -> inBlob(next);
        case BLOB_ESCAPE -> {
          if (next != '/') {
            throw noBlob();
          }
          encoded(next);
          state = State.BLOB;
        }
      }
    }
  }

  /** What is left of the object, once all of it was written. */
  byte[] left() {
    return left.toByteArray();
  }

  private void outside(byte next) {
    switch (next) {
      case '{', '[' -> {
        depth++;
        naming = next == '{' && depth == 1;
      }
      case '}', ']' -> depth--;
      case ',' -> naming = depth == 1;
      case ':' -> {
        named = depth == 1 && naming && Arrays.equals(name.toByteArray(), member);
        naming = false;
      }
      case '"' -> {
        name.reset();
        state = named && depth == 1 ? State.BLOB : State.STRING;
        named = false;
      }
      default -> {
        // Numbers, words, space: whoever reads what is left sees to them.
      }
    }
    keep(next);
  }

  private void inString(byte next) {
    keep(next);
    if (next == '"') {
      state = State.OUTSIDE;
    } else if (next == '\\') {
      name.write(next);
      state = State.ESCAPE;
    } else if (naming) {
      name.write(next);
    }
  }

  private void inBlob(byte next) throws IOException {
    if (next == '"') {
      decode();
      keep(next);
      state = State.OUTSIDE;
    } else if (next == '\\') {
      state = State.BLOB_ESCAPE;
    } else {
      encoded(next);
    }
  }

  private void encoded(byte next) throws IOException {
    if (encoded == base64.length) {
      decode();
    }
    base64[encoded++] = next;
  }

  private void decode() throws IOException {
    if (encoded == 0) {
      return;
    }
    if (padded || encoded % 4 != 0) {
      throw noBlob();
    }
    padded = base64[encoded - 1] == '=';
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(Arrays.copyOf(base64, encoded));
    } catch (IllegalArgumentException e) {
      throw noBlob();
    }
    encoded = 0;
    sink.write(ByteBuffer.wrap(decoded));
  }

  private void keep(byte next) {
    if (left.size() == mostLeft) {
      throw AwsError.REQUEST_TOO_LARGE.because(
          "What is beside the bytes of a part has at most " + mostLeft + " bytes.");
    }
    left.write(next);
  }

  private static AwsException noBlob() {
    return AwsError.SERIALIZATION.because("STRING_VALUE can not be converted to a Blob");
  }
}
