package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One request over HTTP/2, and its answer. On its connection's event loop only. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Http2Stream extends ChannelInboundHandlerAdapter implements Watched, BodyFlow {
  private final Channel channel;
  private final Http2Connection connection;
  private final Http2Writer writer;
  private final StallClock writeClock;

  private @Nullable Exchange exchange;

  /** The body while it is being received. */
  private @Nullable QueuedBody body;

  private boolean continueOwed;
  private boolean over;

  private Http2Stream(Channel channel, Http2Connection connection) {
    this.channel = channel;
    this.connection = connection;
    this.writer = new Http2Writer(channel, connection.loop());
    this.writeClock = new StallClock(connection.serving().limits.writeStall());
  }

  /** Takes over a stream's channel. */
  static void addTo(Channel channel, Http2Connection connection) {
    Http2Stream stream = new Http2Stream(channel, connection);
    channel.pipeline().addLast(stream);
    connection.loop().watch(stream);
    connection.streamBegins();
    channel.closeFuture().addListener(future -> stream.closed());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case Http2HeadersFrame head -> headers(head);
        case Http2DataFrame data -> data(data);
        default -> {
          // Nothing else belongs to a request.
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void headers(Http2HeadersFrame head) {
    if (exchange != null) {
      endBody(head.isEndStream()); // Trailer fields.
      return;
    }
    try {
      begin(head.headers(), head.isEndStream());
    } catch (RefusedRequestException e) {
      refuse(e);
    }
  }

  private void data(Http2DataFrame data) {
    ByteBuf bytes = data.content();
    int held = 0;
    if (body != null && bytes.isReadable()) {
      held = bytes.readableBytes();
      body.offer(bytes.retain());
    }
    credit(data.initialFlowControlledBytes() - held);
    endBody(data.isEndStream());
  }

  /** Lets the client send as many bytes more (RFC 9113, section 6.9). */
  private void credit(long bytes) {
    if (bytes > 0 && channel.isActive()) {
      channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame((int) bytes));
    }
  }

  private void endBody(boolean end) {
    if (end && body != null) {
      body.end();
      body = null;
    }
  }

  private void begin(Http2Headers fields, boolean bodiless) throws RefusedRequestException {
    TransportLimits limits = connection.serving().limits;
    Method method = MethodName.parse(fields.method());
    String target = RequestTarget.of(fields.path(), limits.targetBytes());
    Http2HeaderFields headers = new Http2HeaderFields(fields);
    headers.checkSize(limits);
    Body received = bodiless ? NoBody.NONE : receiveBody(headers);
    continueOwed = headers.first("expect").isPresent() && body != null;
    NettyRequest request = request(method, target, headers, received);
    Exchange begun = new Exchange(request, connection.serving().listener, System.nanoTime());
    exchange = begun;
    connection
        .serving()
        .dispatch(request, channel.eventLoop(), response -> answer(begun, response));
  }

  private NettyRequest request(
      Method method, String target, io.entrepot.server.http.Headers headers, Body received) {
    return new NettyRequest(
        method, target, headers, received, connection.peer(), connection.loop().ids.next());
  }

  private QueuedBody receiveBody(Http2HeaderFields headers) throws RefusedRequestException {
    OptionalLong declared = RequestTarget.length(headers.first("content-length"));
    Serving serving = connection.serving();
    QueuedBody queued =
        new QueuedBody(declared, channel.eventLoop(), this, serving.wholeBodies, BodyMemory.NONE);
    body = queued;
    return queued;
  }

  private void answer(Exchange answered, Response response) {
    if (!channel.isActive() || over) {
      Serving.dispose(response.body());
      answered.finish(response.status(), 0);
      return;
    }
    continueOwed = false;
    if (body != null) {
      body.drop();
    }
    writer.write(answered, response, this::sent);
  }

  /** The answer is out: the rest of an unread body is not wanted (RFC 9113, section 8.1). */
  private void sent() {
    over = true;
    if (body != null && channel.isActive()) {
      channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
  }

  private void refuse(RefusedRequestException refusal) {
    connection.serving().listener.onRefused(refusal.status());
    Exchange refused =
        new Exchange(
            request(Method.GET, "/", NoHeaders.NONE, NoBody.NONE), TransportListener.NONE, 0);
    exchange = refused;
    answer(refused, Refusals.of(refusal));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      gone();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writer.writabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Outbound.log(channel, cause);
    channel.close();
  }

  private void widen() {
    if (body != null && channel instanceof Http2StreamChannel stream && channel.isActive()) {
      connection.widen(stream.stream().id());
    }
  }

  private void gone() {
    if (body != null) {
      body.fail("the client took the request back before its body ended");
    }
    writer.abort();
  }

  private void closed() {
    gone();
    connection.loop().forget(this);
    connection.streamEnds();
  }

  @Override
  public void pauseReading() {
    // Its client is held back by what it was credited.
  }

  @Override
  public void resumeReading() {
    // As above.
  }

  @Override
  public void taken(long bytes) {
    channel.eventLoop().execute(() -> credit(bytes));
  }

  @Override
  public void readerCame() {
    widen();
    if (continueOwed && channel.isActive()) {
      continueOwed = false;
      writer.writeContinue();
    }
  }

  @Override
  public void check(long now) {
    if (!writer.isBusy()) {
      writeClock.rest();
    } else if (writeClock.stalls(writer.progress(), now)) {
      channel.close();
    }
    long stall = connection.serving().limits.bodyStall().toNanos();
    if (body != null && body.waitsSince(now - stall)) {
      body.fail("the client sent nothing for too long");
    }
  }

  @Override
  public void drain() {
    // Its connection lets it end.
  }

  @Override
  public void abort() {
    // Its connection takes it along.
  }
}
