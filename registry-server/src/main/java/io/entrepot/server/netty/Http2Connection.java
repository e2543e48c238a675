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
import io.netty.handler.codec.http2.Http2StreamChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/**
 * One HTTP/2 connection (RFC 9113), each of whose streams is a channel of its own. A body that is
 * not read is not credited, so that its client is held back. On its event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close shows in the channel itself.
final class Http2Connection extends ChannelInboundHandlerAdapter implements Watched {
  private final Channel channel;
  private final Serving serving;
  private final LoopState loop;
  private final NettyRequest.Peer peer;
  private final StallClock idleClock;
  private final Http2FrameCodec codec;
  private int running;
  private int begun;

  /** Whether its windows are wider than at first, which has taken a share of the memory. */
  private boolean wide;

  private Http2Connection(Channel channel, Serving serving, LoopState loop, Http2FrameCodec codec) {
    this.channel = channel;
    this.serving = serving;
    this.loop = loop;
    this.peer = new NettyRequest.Peer((InetSocketAddress) channel.remoteAddress(), true);
    this.codec = codec;
    this.idleClock = new StallClock(serving.limits.idleTimeout());
  }

  /** Takes over a channel whose pipeline ends here. */
  static void addTo(Channel channel, Serving serving, LoopState loop) {
    Http2FrameCodec codec = codec(serving.limits);
    Http2Connection connection = new Http2Connection(channel, serving, loop, codec);
    ReadSizes.set(channel, ReadSizes.Room.WRAPPED);
    channel.pipeline().addLast(codec, multiplexer(connection), connection);
    loop.watch(connection);
  }

  private static Http2FrameCodec codec(TransportLimits limits) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(TransportLimits.STREAMS)
                .initialWindowSize(TransportLimits.WINDOW_BYTES)
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
            // What a body holds is credited when its reader has taken it.
            stream.config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, false);
            Http2Stream.addTo(stream, connection);
          }
        });
  }

  /** Lets more bytes be under way on a stream that brings a body, if there is memory for them. */
  void widen(int stream) {
    if (!wide && serving.waitingBodies.take(TransportLimits.WIDER_WINDOW_BYTES)) {
      wide = true;
      widen(codec.connection().connectionStream());
    }
    io.netty.handler.codec.http2.Http2Stream receiving = codec.connection().stream(stream);
    if (wide && receiving != null) {
      widen(receiving);
    }
    // The codec has only written that. A client whose connection is full sends nothing until it
    // hears it, so nothing else would have it sent.
    channel.flush();
  }

  private void widen(io.netty.handler.codec.http2.Http2Stream stream) {
    Endpoint<Http2LocalFlowController> local = codec.connection().local();
    try {
      local.flowController().incrementWindowSize(stream, TransportLimits.WIDER_WINDOW_BYTES);
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
    if (wide) {
      wide = false;
      serving.waitingBodies.giveBack(TransportLimits.WIDER_WINDOW_BYTES);
    }
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
