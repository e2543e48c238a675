package io.entrepot.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2Connection.Endpoint;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * One HTTP/2 connection (RFC 9113), each of whose streams is a channel of its own. A stream that is
 * not read is not credited, so that its client is held back alone. On its event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close shows in the channel itself.
final class Http2Connection extends ChannelInboundHandlerAdapter implements Watched {
  private final Channel channel;
  private final Serving serving;
  private final LoopState loop;
  private final NettyRequest.Peer peer;
  private final StallClock idleClock;
  private int running;
  private int begun;

  private Http2Connection(Channel channel, Serving serving, LoopState loop) {
    this.channel = channel;
    this.serving = serving;
    this.loop = loop;
    this.peer = new NettyRequest.Peer((InetSocketAddress) channel.remoteAddress(), true);
    this.idleClock = new StallClock(serving.limits.idleTimeout());
  }

  /** Takes over a channel whose pipeline ends here. */
  static void addTo(Channel channel, Serving serving, LoopState loop) {
    Http2Connection connection = new Http2Connection(channel, serving, loop);
    ReadSizes.set(channel, ReadSizes.Room.WRAPPED);
    Http2FrameCodec codec = codec(serving.limits);
    channel.pipeline().addLast(codec, multiplexer(connection), connection);
    widen(codec);
    loop.watch(connection);
  }

  private static Http2FrameCodec codec(TransportLimits limits) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(TransportLimits.STREAMS)
                .initialWindowSize(TransportLimits.STREAM_WINDOW_BYTES)
                // Beyond it a stream is only reset: what is less too large gets an answer.
                .maxHeaderListSize(2L * limits.headBytes()))
        .decoderEnforceMaxRstFramesPerWindow(
            TransportLimits.RESETS, TransportLimits.RESET_WINDOW_SECONDS)
        .gracefulShutdownTimeoutMillis(-1) // The server's own deadline ends it.
        .build();
  }

  private static Http2MultiplexHandler multiplexer(Http2Connection connection) {
    return new Http2MultiplexHandler(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel stream) {
            stream
                .config()
                .setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, NettyServer.WATER_MARK);
            Http2Stream.addTo(stream, connection);
          }
        });
  }

  /** Lets more bytes be under way on all streams together than the protocol does at first. */
  private static void widen(Http2FrameCodec codec) {
    Endpoint<Http2LocalFlowController> local = codec.connection().local();
    int more =
        TransportLimits.CONNECTION_WINDOW_BYTES
            - local.flowController().windowSize(codec.connection().connectionStream());
    try {
      local.flowController().incrementWindowSize(codec.connection().connectionStream(), more);
    } catch (Http2Exception e) {
      throw new IllegalStateException("the window cannot be widened", e);
    }
  }

  Serving serving() {
    return serving;
  }

  LoopState loop() {
    return loop;
  }

  NettyRequest.Peer peer() {
    return peer;
  }

  void streamBegins() {
    running++;
    begun++;
  }

  void streamEnds() {
    running--;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.forget(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof Http2Exception)) {
      Outbound.abort(channel, cause);
    } else {
      Outbound.log(channel, cause); // The codec tells the client by GOAWAY and closes.
    }
  }

  @Override
  public void check(long now) {
    if (running > 0) {
      idleClock.rest();
    } else if (idleClock.stalls(begun, now)) {
      Outbound.abort(channel);
    }
  }

  /** Sends GOAWAY; the codec closes the connection after its last stream. */
  @Override
  public void drain() {
    channel.close();
  }

  @Override
  public void abort() {
    Outbound.abort(channel);
  }
}
