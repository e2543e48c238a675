package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How much is read from a connection at once: little while a head is awaited, so that an idle
 * connection costs little and few requests can be stacked up; during a body as much as the client
 * can fill and the body has room for, so that an upload comes in large pieces.
 */
final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  /** What a reader of bodies has room for. */
  @FunctionalInterface
  interface Room {
    Room HEADS = wanted -> TransportLimits.READ_MIN_BYTES;

    /** What is decrypted or framed first is held apart from the buffer it was read into. */
    Room WRAPPED = wanted -> Math.min(wanted, TransportLimits.WRAPPED_READ_BYTES);

    /** How many bytes to read when so many are wanted; asked just before the read. */
    int left(int wanted);
  }

  @Override
  @SuppressWarnings("deprecation") // The interface's own way to make a handle.
  public ConnectionReads newHandle() {
    return new ConnectionReads();
  }

  /** Tells what the channel's bytes have room in. */
  static void set(Channel channel, Room room) {
    if (channel.unsafe().recvBufAllocHandle() instanceof ConnectionReads reads) {
      reads.room = room;
    }
  }

  /** The sizes of one connection. On its event loop only. */
  final class ConnectionReads extends MaxMessageHandle {
    private Room room = Room.HEADS;
    private int wanted = TransportLimits.READ_MIN_BYTES;
    private int size = wanted;

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      size = Math.max(room.left(wanted), TransportLimits.READ_MIN_BYTES);
      return allocator.ioBuffer(size, size);
    }

    @Override
    public int guess() {
      return size;
    }

    @Override
    public void lastBytesRead(int bytes) {
      if (bytes > 0) {
        if (bytes == size) {
          wanted = Math.min(Math.max(wanted, 2 * size), TransportLimits.BODY_READ_MAX_BYTES);
        } else if (bytes < wanted / 4) {
          wanted = Math.max(wanted / 2, TransportLimits.READ_MIN_BYTES);
        }
      }
      super.lastBytesRead(bytes);
    }
  }
}
