package io.entrepot.server.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Sets a connection up for the protocol that the client chose (ALPN, RFC 7301). */
final class ProtocolChoice extends ApplicationProtocolNegotiationHandler {
  private final Serving serving;
  private final LoopState loop;

  ProtocolChoice(Serving serving, LoopState loop) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.serving = serving;
    this.loop = loop;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext context, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      Http2Connection.addTo(context.channel(), serving, loop);
    } else {
      Http1Connection.addTo(context.channel(), serving, loop);
    }
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
    Outbound.refused(context.channel(), cause);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Outbound.refused(context.channel(), cause);
  }
}
