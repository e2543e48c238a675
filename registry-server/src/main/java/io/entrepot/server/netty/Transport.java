package io.entrepot.server.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The one place that chooses how sockets are driven. */
final class Transport {
  private static final int LEAST_LOOPS = 4;

  private Transport() {}

  /** More loops than cores: one that waits for a file's pages leaves others to run. */
  static int loops() {
    return Math.max(LEAST_LOOPS, 2 * Runtime.getRuntime().availableProcessors());
  }

  static EventLoopGroup group(String name, int loops) {
    return new MultiThreadIoEventLoopGroup(
        loops, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  static Class<? extends ServerChannel> serverChannel() {
    return NioServerSocketChannel.class;
  }
}
