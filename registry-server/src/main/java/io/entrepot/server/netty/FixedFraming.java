package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;

/** A body of a declared length. */
final class FixedFraming implements BodyFraming {
  private long remaining;

  FixedFraming(long length) {
    this.remaining = length;
  }

  @Override
  public boolean feed(ByteBuf in, QueuedBody body) {
    int length = (int) Math.min(remaining, in.readableBytes());
    if (length > 0) {
      remaining -= length;
      body.offer(in.readRetainedSlice(length));
    }
    return remaining == 0;
  }

  @Override
  public int useful(int wanted) {
    return (int) Math.min(wanted, Math.max(remaining, TransportLimits.READ_MIN_BYTES));
  }

  @Override
  public boolean restIsSmall() {
    return remaining <= TransportLimits.DISCARD_BYTES;
  }
}
