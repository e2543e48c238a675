package io.entrepot.server.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** All connections of a server: sets up each that is accepted, counts them and ends them. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Connections extends ChannelInitializer<Channel> {
  private static final Duration SLOWEST_PACE = Duration.ofSeconds(1);
  private static final int LOOKS_PER_TIMEOUT = 4;

  private final Serving serving;
  private final Optional<SslContext> encryption;
  private final Map<EventExecutor, LoopState> states = new HashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  Connections(Serving serving, Optional<SslContext> encryption, EventLoopGroup loops) {
    this.serving = serving;
    this.encryption = encryption;
    Duration pace = pace(serving.limits);
    loops.forEach(loop -> states.put(loop, LoopState.on(loop, pace)));
  }

  /** Often enough for the shortest timeout to be about right. */
  private static Duration pace(TransportLimits limits) {
    Duration pace = SLOWEST_PACE.multipliedBy(LOOKS_PER_TIMEOUT);
    for (Duration timeout : limits.timeouts()) {
      pace = timeout.compareTo(pace) < 0 ? timeout : pace;
    }
    return pace.dividedBy(LOOKS_PER_TIMEOUT);
  }

  @Override
  protected void initChannel(Channel channel) {
    int count = open.incrementAndGet();
    channel.closeFuture().addListener(future -> gone());
    serving.listener.onConnect();
    if (count > serving.limits.connections() || serving.draining) {
      channel.close();
      return;
    }
    LoopState loop = state(channel.eventLoop());
    if (encryption.isEmpty()) {
      Http1Connection.addTo(channel, serving, loop);
      return;
    }
    SslHandler tls = encryption.get().newHandler(channel.alloc());
    tls.setHandshakeTimeoutMillis(serving.limits.headTimeout().toMillis());
    channel.pipeline().addLast(tls, new ProtocolChoice(serving, loop));
  }

  private LoopState state(EventLoop loop) {
    LoopState state = states.get(loop);
    if (state == null) {
      throw new IllegalStateException("a connection is on a loop of another server");
    }
    return state;
  }

  private void gone() {
    serving.listener.onDisconnect();
    open.decrementAndGet();
    synchronized (this) {
      notifyAll();
    }
  }

  int count() {
    return open.get();
  }

  /** Ends each connection after its running requests. */
  void drain() {
    states.values().forEach(state -> state.loop().execute(state::drainAll));
  }

  /** Ends each connection. */
  void abort() {
    states.values().forEach(state -> state.loop().execute(state::abortAll));
  }

  /** Waits until no connection is open; whether that came about. */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (open.get() > 0 && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return open.get() == 0;
  }
}
