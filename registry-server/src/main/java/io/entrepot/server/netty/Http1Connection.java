package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection. Reads a request, has it answered, and only then reads the next: what is
 * pipelined waits, undecoded. On its event loop only.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Http1Connection extends ChannelInboundHandlerAdapter implements Watched, BodyFlow {
  private final Serving serving;
  private final LoopState loop;
  private final Channel channel;
  private final NettyRequest.Peer peer;
  private final Http1Writer writer;
  private final Http1Closing closing;
  private final StallClock headClock;
  private final StallClock idleClock;
  private final StallClock writeClock;

  /** What has been read and not yet been understood. */
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;

  private boolean processing;

  /** Answers wait for the end of the read to be flushed together. */
  private boolean reading;

  private boolean unflushed;

  /** The request that is being answered. */
  private @Nullable Exchange exchange;

  /** The body that is being received; it may outlast its exchange, to be dropped. */
  private @Nullable QueuedBody body;

  private @Nullable BodyFraming framing;
  private boolean bodyPaused;
  private boolean continueOwed;

  /** What comes can no longer be understood: the connection ends with the running answer. */
  private boolean broken;

  private int requests;

  /** Takes over a channel whose pipeline ends here. */
  static void addTo(Channel channel, Serving serving, LoopState loop) {
    Http1Connection connection = new Http1Connection(channel, serving, loop);
    channel.pipeline().addLast(connection);
    loop.watch(connection);
  }

  private Http1Connection(Channel channel, Serving serving, LoopState loop) {
    this.serving = serving;
    this.loop = loop;
    this.channel = channel;
    boolean secure = channel.pipeline().get(SslHandler.class) != null;
    this.peer = new NettyRequest.Peer((InetSocketAddress) channel.remoteAddress(), secure);
    this.writer = new Http1Writer(channel, loop, secure);
    this.closing = new Http1Closing(channel, secure);
    this.headClock = new StallClock(serving.limits.headTimeout());
    this.idleClock = new StallClock(serving.limits.idleTimeout());
    this.writeClock = new StallClock(serving.limits.writeStall());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes) || closing.hasBegun() || broken) {
      ReferenceCountUtil.release(message);
      return;
    }
    reading = true;
    if (pending.isReadable()) {
      pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), pending, bytes);
    } else {
      replacePending(bytes);
    }
    process();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writer.writabilityChanged();
    process();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.forget(this);
    if (body != null) {
      body.fail("the connection ended before the body did");
    }
    writer.abort();
    replacePending(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Outbound.abort(channel, cause);
  }

  private void replacePending(ByteBuf bytes) {
    pending.release();
    pending = bytes;
  }

  /** Goes through what was read as far as possible. */
  private void process() {
    if (processing || closing.hasBegun()) {
      return;
    }
    processing = true;
    try {
      while (pending.isReadable() && step()) {}
    } catch (RefusedRequestException e) {
      refuse(e);
    } finally {
      processing = false;
      if (!pending.isReadable() || broken) {
        replacePending(Unpooled.EMPTY_BUFFER);
      }
      updateReading();
    }
  }

  /** Makes one step; false when there is nothing to be done but to wait. */
  private boolean step() throws RefusedRequestException {
    if (body != null && framing != null) {
      return receive(framing, body);
    }
    return !isBlocked() && readHead();
  }

  /** Whether the next request has to wait. */
  private boolean isBlocked() {
    boolean over = closing.hasBegun() || !channel.isActive();
    return exchange != null || over || !channel.isWritable();
  }

  /** Reads on unless what is there cannot be used yet. */
  private void updateReading() {
    boolean stuck = body == null && pending.isReadable() && isBlocked();
    boolean wanted = closing.hasBegun() || (!bodyPaused && !stuck);
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  private boolean receive(BodyFraming current, QueuedBody into) throws RefusedRequestException {
    if (!current.feed(pending, into)) {
      return false;
    }
    into.end();
    body = null;
    framing = null;
    ReadSizes.set(channel, ReadSizes.Room.HEADS);
    shrinkPending();
    return true;
  }

  /** What came behind a body must not hold the large buffer that it was read into. */
  private void shrinkPending() {
    int rest = pending.readableBytes();
    if (rest > serving.limits.headBytes()) {
      broken = true; // More than a head that nobody waits for: the client may ask again.
    } else if (rest > 0 && pending.capacity() > TransportLimits.READ_MIN_BYTES) {
      replacePending(channel.alloc().ioBuffer(rest).writeBytes(pending));
    }
  }

  private boolean readHead() throws RefusedRequestException {
    while (pending.isReadable() && isLineEnd(pending.getByte(pending.readerIndex()))) {
      pending.skipBytes(1);
    }
    byte[] scratch = loop.headBytes(serving.limits.headBytes());
    int length = Math.min(pending.readableBytes(), scratch.length);
    pending.getBytes(pending.readerIndex(), scratch, 0, length);
    Optional<Http1Head> head = Http1HeadParser.parse(scratch, length, serving.limits);
    head.ifPresent(this::begin);
    return head.isPresent();
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  private void begin(Http1Head head) {
    requests++;
    pending.skipBytes(head.bytes().length);
    Body received = head.bodiless() ? NoBody.NONE : receiveBody(head);
    continueOwed = head.expectsContinue() && body != null;
    NettyRequest request =
        new NettyRequest(head.method(), head.target(), head, received, peer, loop.ids.next());
    Exchange begun = new Exchange(request, serving.listener, System.nanoTime());
    exchange = begun;
    serving.dispatch(request, channel.eventLoop(), response -> answer(begun, head, response));
  }

  private QueuedBody receiveBody(Http1Head head) {
    boolean chunked = head.length() == Http1Head.CHUNKED;
    OptionalLong declared = chunked ? OptionalLong.empty() : OptionalLong.of(head.length());
    QueuedBody queued =
        new QueuedBody(
            declared, channel.eventLoop(), this, serving.wholeBodies, serving.waitingBodies);
    BodyFraming begun = chunked ? new ChunkedFraming() : new FixedFraming(head.length());
    framing = begun;
    body = queued;
    ReadSizes.set(
        channel,
        peer.secure() ? ReadSizes.Room.WRAPPED : wanted -> queued.room(begun.useful(wanted)));
    return queued;
  }

  private void answer(Exchange answered, Http1Head head, Response response) {
    if (!channel.isActive() || closing.hasBegun()) {
      Serving.dispose(response.body());
      answered.finish(response.status(), 0);
      return;
    }
    boolean keep = head.keepAlive() && !serving.draining && bodyAllowsKeeping();
    continueOwed = false;
    if (body != null) {
      body.drop();
    }
    Http1Writer.Persistence persistence = Http1Writer.Persistence.of(keep, head.oldVersion());
    Runnable sent = () -> sent(answered, keep);
    boolean mayGoOn = writer.write(answered, response, persistence, sent);
    if (reading) {
      unflushed = true;
    } else {
      channel.flush();
    }
    if (mayGoOn && keep) {
      endExchange(answered);
    }
  }

  /** Whether the connection can go on after the body's rest is dropped. */
  private boolean bodyAllowsKeeping() {
    boolean small = framing == null || (framing.restIsSmall() && !continueOwed);
    return small && !broken;
  }

  private void sent(Exchange answered, boolean keep) {
    if (keep) {
      endExchange(answered);
    } else {
      closing.begin(body != null || broken);
      process();
    }
  }

  private void endExchange(Exchange answered) {
    if (exchange == answered) {
      exchange = null;
      process();
    }
  }

  private void refuse(RefusedRequestException refusal) {
    broken = true;
    if (body != null) {
      body.fail(refusal.reason());
      return;
    }
    NettyRequest none =
        new NettyRequest(Method.GET, "/", NoHeaders.NONE, NoBody.NONE, peer, loop.ids.next());
    Exchange refused = new Exchange(none, TransportListener.NONE, 0);
    exchange = refused;
    serving.listener.onRefused(refusal.status());
    writer.write(
        refused, Refusals.of(refusal), Http1Writer.Persistence.CLOSE, () -> sent(refused, false));
    channel.flush();
  }

  @Override
  public void pauseReading() {
    bodyPaused = true;
    updateReading();
  }

  @Override
  public void resumeReading() {
    bodyPaused = false;
    updateReading();
  }

  @Override
  public void taken(long bytes) {
    // Its client is held back by not being read from.
  }

  @Override
  public void readerCame() {
    if (continueOwed && channel.isActive()) {
      continueOwed = false;
      writer.writeContinue();
    }
  }

  @Override
  public void check(long now) {
    closing.check(now);
    if (!writer.isBusy()) {
      writeClock.rest();
    } else if (writeClock.stalls(writer.progress(), now)) {
      Outbound.abort(channel);
    }
    if (body != null && body.waitsSince(now - serving.limits.bodyStall().toNanos())) {
      broken = true;
      body.fail("the client sent nothing for too long");
    }
    if (body != null) {
      body.rest();
    }
    if (exchange == null && !closing.hasBegun()) {
      checkIdle(now);
    } else {
      headClock.rest();
      idleClock.rest();
    }
  }

  private void checkIdle(long now) {
    boolean awaitsHead = pending.isReadable() || requests == 0;
    if (!awaitsHead) {
      headClock.rest();
    } else if (headClock.stalls(requests, now)) {
      refuse(new RefusedRequestException(408, "the request took too long to arrive"));
    }
    if (idleClock.stalls(requests, now)) {
      channel.close();
    }
  }

  @Override
  public void drain() {
    if (exchange == null && body == null && !pending.isReadable()) {
      channel.close();
    }
  }

  @Override
  public void abort() {
    Outbound.abort(channel);
  }
}
