package io.entrepot.server.netty;

import io.entrepot.server.http.RequestHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server that listens: plain HTTP/1.1, or with TLS HTTP/1.1 and HTTP/2. Its methods may be called
 * by any thread that is not an event loop.
 */
public final class NettyServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(
          TransportLimits.WRITE_LOW_WATER_BYTES, TransportLimits.WRITE_HIGH_WATER_BYTES);

  private final Serving serving;
  private final EventLoopGroup acceptors;
  private final EventLoopGroup loops;
  private final Connections connections;
  private final Channel channel;
  private final AtomicBoolean closed = new AtomicBoolean();

  private NettyServer(
      Serving serving,
      EventLoopGroup acceptors,
      EventLoopGroup loops,
      Connections connections,
      Channel channel) {
    this.serving = serving;
    this.acceptors = acceptors;
    this.loops = loops;
    this.connections = connections;
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @throws IOException when the address cannot be had or the certificate cannot be used
   */
  public static NettyServer start(
      ListenSettings settings, RequestHandler handler, TransportListener listener)
      throws IOException {
    Optional<SslContext> encryption = Optional.empty();
    if (settings.tls().isPresent()) {
      encryption = Optional.of(Encryption.of(settings.tls().get()));
    }
    Serving serving = new Serving(handler, listener, settings.limits());
    EventLoopGroup acceptors = Transport.group("accept", 1);
    EventLoopGroup loops = Transport.group("http", Transport.loops());
    Connections connections = new Connections(serving, encryption, loops);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptors, loops)
            .channel(Transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReadSizes())
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(connections);
    ChannelFuture bound = bootstrap.bind(settings.address()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutDown(acceptors, loops);
      throw new IOException("cannot listen on " + settings.address(), bound.cause());
    }
    return new NettyServer(serving, acceptors, loops, connections, bound.channel());
  }

  /** Where the server listens, with the port it got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** How many connections are open. */
  public int connections() {
    return connections.count();
  }

  /**
   * Stops: takes no more connections and no more requests, and lets the running ones end.
   *
   * @param patience how long; what runs on then is cut off
   * @return whether all came to their end
   */
  public boolean stop(Duration patience) throws InterruptedException {
    serving.draining = true;
    channel.close().awaitUninterruptibly();
    connections.drain();
    boolean ended = connections.awaitNone(patience);
    close();
    return ended;
  }

  /** Stops at once. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    serving.draining = true;
    channel.close().awaitUninterruptibly();
    connections.abort();
    shutDown(acceptors, loops);
  }

  private static void shutDown(EventLoopGroup acceptors, EventLoopGroup loops) {
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
