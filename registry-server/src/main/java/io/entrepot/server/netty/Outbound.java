package io.entrepot.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStreamException;
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
    log(channel, cause);
    abort(channel);
  }

  /** Closes a connection that did not get as far as a protocol, whatever it was about. */
  static void refused(Channel channel, Throwable cause) {
    LOG.debug("{} could not agree on TLS", channel.remoteAddress(), cause);
    abort(channel);
  }

  /** Tells our failures from those of the client or the network. */
  static void log(Channel channel, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof DecoderException
        || cause instanceof Http2Exception
        || cause instanceof Http2FrameStreamException) {
      LOG.debug("The connection of {} failed", channel.remoteAddress(), cause);
    } else {
      LOG.error("The connection of {} failed", channel.remoteAddress(), cause);
    }
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
