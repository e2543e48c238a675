package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class UnreadBodyTest {

  @Test
  void a_body_that_came_whole_and_that_nobody_read_is_released_with_the_answer() throws Exception {
    EventExecutor loop = new DefaultEventExecutor();
    try {
      TestServer.Blocking refusing = request -> Response.of(416);
      Serving serving = new Serving(refusing, TransportListener.NONE, TransportLimits.usual());
      QueuedBody body =
          new QueuedBody(
              OptionalLong.of(3),
              loop,
              new IdleFlow(),
              WholeBodies.OF_PROCESS,
              BodyMemory.OF_PROCESS);
      ByteBuf bytes = Unpooled.wrappedBuffer(new byte[3]);
      body.offer(bytes);
      body.end();
      CompletableFuture<Integer> answered = new CompletableFuture<>();
      serving.dispatch(
          new NettyRequest(
              Method.PATCH,
              "/",
              NoHeaders.NONE,
              body,
              new NettyRequest.Peer(TestServer.loopback(), false),
              1),
          loop,
          response -> answered.complete(response.status()));
      assertEquals(416, answered.get(TestServer.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(0, bytes.refCnt());
    } finally {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /** A connection that need not do anything. */
  private static final class IdleFlow implements BodyFlow {
    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void taken(long bytes) {}

    @Override
    public void readerCame() {}
  }
}
