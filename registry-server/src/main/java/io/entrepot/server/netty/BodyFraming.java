package io.entrepot.server.netty;

import io.netty.buffer.ByteBuf;

/** Finds a body's bytes, and its end, in what a connection brings. */
interface BodyFraming {
  /**
   * Gives the body what there is of it.
   *
   * @return whether the body has ended; what follows it is left in the buffer
   */
  boolean feed(ByteBuf in, QueuedBody body) throws RefusedRequestException;

  /** How many of the wanted bytes to read: few beyond the body's end, when that is known. */
  int useful(int wanted);

  /** Whether the rest, still to come, is small enough to be dropped for keeping the connection. */
  boolean restIsSmall();
}
