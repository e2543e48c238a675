package io.entrepot.auth.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body in chunks, of which each is signed together with the one before (Amazon S3 API reference,
 * "Signature calculations for the Authorization header: transferring payload in multiple chunks").
 * Nothing is kept: bytes are given on as they come, and a chunk that was changed is found at its
 * end, so that what was given on counts only when {@link #end} returns.
 */
final class ChunkedBody implements SignedBody {
  private static final Pattern HEAD =
      Pattern.compile("([0-9a-fA-F]{1,16});chunk-signature=([0-9a-f]{64})");

  /** Longest line above a chunk, in bytes. */
  private static final int LONGEST_HEAD = 16 + ";chunk-signature=".length() + Hash.DIGITS;

  /** What comes next. */
  private enum State {
    HEAD,
    BYTES,
    END_OF_CHUNK,
    NOTHING
  }

  private final byte[] key;
  private final String prefix;
  private final long length;
  private final StringBuilder line = new StringBuilder(LONGEST_HEAD + 2);
  private final MessageDigest digest = Hash.sha256();
  private State state = State.HEAD;
  private String previous;
  private String signature = "";
  private long left;
  private long seen;
  private boolean last;

  /**
   * @param key what the request was signed with
   * @param claim whose signature the first chunk's one continues
   * @param length of what the chunks hold, together
   */
  ChunkedBody(byte[] key, Claim claim, long length) {
    this.key = key.clone();
    this.prefix =
        "AWS4-HMAC-SHA256-PAYLOAD\n" + claim.time().text() + "\n" + claim.scope().text() + "\n";
    this.previous = claim.signature();
    this.length = length;
  }

  @Override
  public void write(ByteBuffer wire, PlainSink plain) throws IOException {
    while (wire.hasRemaining()) {
      switch (state) {
        case HEAD -> {
          if (lineEnded(wire, LONGEST_HEAD)) {
            head();
          }
        }
        case BYTES -> bytes(wire, plain);
        case END_OF_CHUNK -> {
          if (lineEnded(wire, 0)) {
            line.setLength(0);
            state = last ? State.NOTHING : State.HEAD;
          }
        }
        case NOTHING -> throw malformed("there are bytes after the last chunk");
      }
    }
  }

  /** Takes a byte; whether a line is whole then, without its end. */
  private boolean lineEnded(ByteBuffer wire, int longest) {
    line.append((char) (wire.get() & 0xFF));
    int text = line.length() - 2;
    if (text >= 0 && line.charAt(text) == '\r' && line.charAt(text + 1) == '\n') {
      line.setLength(text);
      return true;
    }
    if (line.length() >= longest + 2) {
      throw malformed("the line above or below a chunk is too long");
    }
    return false;
  }

  private void head() {
    Matcher head = HEAD.matcher(line.toString());
    if (!head.matches()) {
      throw malformed("the line above a chunk is no size and signature");
    }
    line.setLength(0);
    signature = head.group(2);
    left = size(head.group(1));
    last = left == 0;
    if (last) {
      check();
      if (seen != length) {
        throw malformed("the chunks do not have the length that " + Payload.LENGTH + " told");
      }
    }
    state = last ? State.END_OF_CHUNK : State.BYTES;
  }

  private long size(String digits) {
    long size = Long.parseUnsignedLong(digits, 16);
    if (size < 0 || size > length - seen) {
      throw malformed("the chunks are longer than " + Payload.LENGTH + " told");
    }
    return size;
  }

  private void bytes(ByteBuffer wire, PlainSink plain) throws IOException {
    int some = (int) Math.min(left, wire.remaining());
    ByteBuffer part = wire.slice(wire.position(), some);
    wire.position(wire.position() + some);
    digest.update(part.duplicate());
    left -= some;
    seen += some;
    plain.write(part);
    if (left == 0) {
      check();
      state = State.END_OF_CHUNK;
    }
  }

  private void check() {
    String toSign = prefix + previous + "\n" + Hash.EMPTY + "\n" + Hash.hex(digest.digest());
    if (!Hash.same(Hash.hmac(key, toSign), signature)) {
      throw SignatureFailure.mismatch(
          "The signature of a chunk does not match the one that was calculated for it.");
    }
    previous = signature;
  }

  @Override
  public String end() {
    if (state != State.NOTHING) {
      throw malformed("the body ends before the last chunk does");
    }
    return Payload.CHUNKS;
  }

  private static SignatureFailedException malformed(String why) {
    return SignatureFailure.incomplete("The chunked body is malformed: " + why + ".");
  }
}
