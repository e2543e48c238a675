package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;

/**
 * A body in chunks (RFC 9112, section 7.1). Extensions and trailer fields are read over, up to a
 * limit; every line must end in CR LF.
 */
final class ChunkedFraming implements BodyFraming {
  /** More digits than a long can hold are refused. */
  private static final int SIZE_DIGITS = 15;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LINE_FEED,
    DATA,
    DATA_RETURN,
    DATA_LINE_FEED,
    TRAILER_START,
    TRAILER,
    TRAILER_LINE_FEED,
    LAST_LINE_FEED,
    ENDED
  }

  private State state = State.SIZE;
  private long remaining;
  private int digits;
  private int lineBytes;

  @Override
  public boolean feed(ByteBuf in, QueuedBody body) throws RefusedRequestException {
    while (state != State.ENDED && in.isReadable()) {
      if (state == State.DATA) {
        int length = (int) Math.min(remaining, in.readableBytes());
        remaining -= length;
        body.offer(in.readRetainedSlice(length));
        state = remaining == 0 ? State.DATA_RETURN : State.DATA;
      } else {
        state = after(in.readByte());
      }
    }
    return state == State.ENDED;
  }

  private State after(byte b) throws RefusedRequestException {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> text(b, State.EXTENSION, State.SIZE_LINE_FEED);
      case SIZE_LINE_FEED -> sizeEnd(b);
      case DATA_RETURN -> expect(b, '\r', State.DATA_LINE_FEED);
      case DATA_LINE_FEED -> expect(b, '\n', State.SIZE);
      case TRAILER_START ->
          b == '\r' ? State.LAST_LINE_FEED : text(b, State.TRAILER, State.LAST_LINE_FEED);
      case TRAILER -> text(b, State.TRAILER, State.TRAILER_LINE_FEED);
      case TRAILER_LINE_FEED -> expect(b, '\n', State.TRAILER_START);
      case LAST_LINE_FEED -> expect(b, '\n', State.ENDED);
      case DATA, ENDED -> throw new IllegalStateException("no line is expected");
    };
  }

  private State size(byte b) throws RefusedRequestException {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && b > 0) {
      digits++;
      if (digits > SIZE_DIGITS) {
        throw malformed();
      }
      remaining = remaining << 4 | digit;
      return State.SIZE;
    }
    if (digits == 0 || (b != '\r' && b != ';' && !Ascii.isBlank(b))) {
      throw malformed();
    }
    return b == '\r' ? State.SIZE_LINE_FEED : State.EXTENSION;
  }

  private State sizeEnd(byte b) throws RefusedRequestException {
    State next = remaining == 0 ? State.TRAILER_START : State.DATA;
    digits = 0;
    lineBytes = 0;
    return expect(b, '\n', next);
  }

  private State text(byte b, State same, State atReturn) throws RefusedRequestException {
    lineBytes++;
    if (b == '\r') {
      return atReturn;
    }
    if (!Ascii.isText(b) || lineBytes > TransportLimits.CHUNK_LINE_BYTES) {
      throw malformed();
    }
    return same;
  }

  private static State expect(byte b, char expected, State next) throws RefusedRequestException {
    if (b != expected) {
      throw malformed();
    }
    return next;
  }

  private static RefusedRequestException malformed() {
    return new RefusedRequestException(400, "the chunked body is malformed");
  }

  @Override
  public int useful(int wanted) {
    return wanted;
  }

  @Override
  public boolean restIsSmall() {
    return false;
  }
}
