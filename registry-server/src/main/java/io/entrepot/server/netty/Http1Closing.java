package io.entrepot.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Ends a connection. Closing one whose client still sends would make the kernel reset it, and the
 * client might lose the answer: so only our half is closed, and what comes is dropped for a while
 * (RFC 9112, section 9.6). On the event loop only.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Http1Closing {
  private final Channel channel;
  private final boolean secure;
  private boolean begun;
  private long since;

  Http1Closing(Channel channel, boolean secure) {
    this.channel = channel;
    this.secure = secure;
  }

  boolean hasBegun() {
    return begun;
  }

  /**
   * Closes the connection, all of whose answers have been sent.
   *
   * @param unread whether the client may still be sending
   */
  void begin(boolean unread) {
    if (begun) {
      return;
    }
    begun = true;
    since = System.nanoTime();
    if (!unread || !channel.isActive()) {
      channel.close();
    } else if (secure) {
      channel.pipeline().get(SslHandler.class).closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  void check(long now) {
    if (begun && now - since > TransportLimits.LINGER.toNanos()) {
      Outbound.abort(channel);
    }
  }
}
