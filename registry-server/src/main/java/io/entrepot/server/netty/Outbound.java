package io.entrepot.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lower end of a connection. On its event loop only. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

  private Outbound() {}

  /** What has yet to be sent, in bytes; a file that the kernel sends counts as none. */
  static long pendingBytes(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** Closes the connection after a failure that is the client's or the network's, or ours. */
  static void abort(Channel channel, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      LOG.debug("The connection of {} failed", channel.remoteAddress(), cause);
    } else {
      LOG.error("The connection of {} failed", channel.remoteAddress(), cause);
    }
    abort(channel);
  }

  /** Closes the connection without a word. */
  static void abort(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.close();
    } else {
      first.close();
    }
  }
}
