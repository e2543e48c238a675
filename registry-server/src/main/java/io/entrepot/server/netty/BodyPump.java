package io.entrepot.server.netty;

import io.entrepot.server.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.EOFException;
import java.io.IOException;

/**
 * Sends a body piece by piece, each only when the client has taken most of those before: what a
 * slow reader holds in memory is bounded. On the event loop only.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class BodyPump {
  /** Pieces sent in a row before other connections get a turn. */
  private static final int BURST = 16;

  /** What becomes of the pieces, by protocol. */
  interface Envelope {
    Object wrap(ByteBuf bytes, boolean last);
  }

  /** Is told the end, good or bad, once. */
  interface End {
    void reached(long bytesSent);
  }

  private final Channel channel;
  private final ResponseBody body;
  private final Envelope envelope;
  private final End end;
  private long offset;
  private long taken;
  private int outstanding;
  private boolean pumping;
  private boolean scheduled;
  private boolean ended;

  BodyPump(Channel channel, ResponseBody body, Envelope envelope, End end) {
    this.channel = channel;
    this.body = body;
    this.envelope = envelope;
    this.end = end;
  }

  /** What the operating system or the stream has taken, in bytes. */
  long taken() {
    return taken;
  }

  /** Sends what there is room for. Called at first and whenever there may be room again. */
  void pump() {
    if (pumping || scheduled || ended) {
      return;
    }
    pumping = true;
    try {
      for (int i = 0; i < BURST && offset < body.length() && channel.isWritable(); i++) {
        sendPiece();
      }
      channel.flush();
    } catch (IOException e) {
      offset = body.length();
      // The channel ends before the body does: nothing may be sent in place of what is missing.
      channel.pipeline().fireExceptionCaught(e);
      finish();
      return;
    } finally {
      pumping = false;
    }
    if (!ended && offset < body.length() && channel.isWritable()) {
      scheduled = true;
      channel.eventLoop().execute(this::pumpOn);
    }
  }

  private void pumpOn() {
    scheduled = false;
    pump();
  }

  private void sendPiece() throws IOException {
    int length = (int) Math.min(TransportLimits.CHUNK_BYTES, body.length() - offset);
    ByteBuf piece = read(length);
    offset += length;
    outstanding++;
    boolean last = offset == body.length();
    ChannelFuture written = channel.write(envelope.wrap(piece, last));
    written.addListener(future -> pieceWritten(future.isSuccess(), length));
  }

  private ByteBuf read(int length) throws IOException {
    return switch (body) {
      case ResponseBody.Empty _, ResponseBody.HeadOnly _ ->
          throw new IOException("an answer without bytes stands where some are owed");
      case ResponseBody.InMemory(byte[] bytes) ->
          Unpooled.wrappedBuffer(bytes, (int) offset, length);
      case ResponseBody.FilePart part -> readFile(part, length);
    };
  }

  private ByteBuf readFile(ResponseBody.FilePart part, int length) throws IOException {
    ByteBuf piece = channel.alloc().ioBuffer(length);
    boolean filled = false;
    try {
      while (piece.readableBytes() < length) {
        long position = part.position() + offset + piece.readableBytes();
        if (piece.writeBytes(part.channel(), position, length - piece.readableBytes()) < 0) {
          throw new EOFException("the file is shorter than the part to be sent");
        }
      }
      filled = true;
      return piece;
    } finally {
      if (!filled) {
        piece.release();
      }
    }
  }

  private void pieceWritten(boolean success, int length) {
    outstanding--;
    taken += success ? length : 0;
    if (!success) {
      finish();
    } else if (offset == body.length() && outstanding == 0) {
      finish();
    } else {
      pump();
    }
  }

  /** Gives up. */
  void abort() {
    finish();
  }

  private void finish() {
    if (!ended) {
      ended = true;
      offset = body.length();
      Serving.dispose(body);
      end.reached(taken);
    }
  }
}
