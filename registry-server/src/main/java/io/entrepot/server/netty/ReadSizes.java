package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How much is read from a connection at once: little while a head is awaited, so that an idle
 * connection costs little and few requests can be stacked up; during a body as much as the client
 * can fill, so that an upload comes in large pieces.
 */
final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  @Override
  @SuppressWarnings("deprecation") // The interface's own way to make a handle.
  public ConnectionReads newHandle() {
    return new ConnectionReads();
  }

  /** Tells whether a body is to be read from the channel. */
  static void set(Channel channel, boolean bodies) {
    if (channel.unsafe().recvBufAllocHandle() instanceof ConnectionReads reads) {
      reads.body = bodies;
    }
  }

  /** The sizes of one connection. On its event loop only. */
  final class ConnectionReads extends MaxMessageHandle {
    private boolean body;
    private int bodySize = TransportLimits.BODY_READ_MIN_BYTES;

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      return body ? bodySize : TransportLimits.HEAD_READ_BYTES;
    }

    @Override
    public void lastBytesRead(int bytes) {
      if (body && bytes > 0) {
        if (bytes == bodySize) {
          bodySize = Math.min(bodySize * 2, TransportLimits.BODY_READ_MAX_BYTES);
        } else if (bytes < bodySize / 4) {
          bodySize = Math.max(bodySize / 2, TransportLimits.BODY_READ_MIN_BYTES);
        }
      }
      super.lastBytesRead(bytes);
    }
  }
}
