package io.entrepot.server.netty;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answers of one HTTP/1.1 connection, a small one as a single buffer, a file by the
 * kernel or piece by piece. On the event loop only.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // A failed write or close shows in the channel itself.
final class Http1Writer {
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] SEPARATOR = ascii(": ");
  private static final byte[] LENGTH = ascii("Content-Length: ");
  private static final byte[] REQUEST_ID = ascii(RequestId.HEADER + ": ");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final ResponseBody NOTHING = new ResponseBody.Empty();

  /** What the connection says of itself in an answer. */
  enum Persistence {
    /** Kept, as HTTP/1.1 does unless told otherwise. */
    USUAL,
    /** Kept at the wish of an HTTP/1.0 client. */
    ASKED_FOR,
    CLOSE;

    static Persistence of(boolean keep, boolean oldVersion) {
      if (!keep) {
        return CLOSE;
      }
      return oldVersion ? ASKED_FOR : USUAL;
    }
  }

  private final Channel channel;
  private final LoopState loop;
  private final boolean secure;

  private @Nullable BodyPump pump;
  private @Nullable FileSlices slices;

  Http1Writer(Channel channel, LoopState loop, boolean secure) {
    this.channel = channel;
    this.loop = loop;
    this.secure = secure;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Answers 100 (Continue). */
  void writeContinue() {
    channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
  }

  /**
   * Writes an answer; small ones wait for a flush.
   *
   * @param sent is told when the operating system has it all, or it failed
   * @return whether more may be written before that
   */
  boolean write(Exchange exchange, Response response, Persistence persistence, Runnable sent) {
    ResponseBody body = sendable(exchange.request.method(), response);
    putHead(exchange.request, response, persistence);
    if (body.length() == 0) {
      Serving.dispose(body);
      finish(channel.write(head(0)), exchange, response, sent);
      return true;
    }
    return switch (body) {
      case ResponseBody.InMemory memory when memory.length() <= TransportLimits.COALESCED_BYTES -> {
        ByteBuf out = head(memory.bytes().length).writeBytes(memory.bytes());
        finish(channel.write(out), exchange, response, sent);
        yield true;
      }
      case ResponseBody.FilePart part when !secure -> {
        writeSlices(part, exchange, response, sent);
        yield false;
      }
      default -> {
        writePieces(body, exchange, response, sent);
        yield false;
      }
    };
  }

  /** The body that goes out; disposes of one that does not. */
  private static ResponseBody sendable(Method method, Response response) {
    if (method == Method.HEAD || !hasLength(response.status())) {
      Serving.dispose(response.body());
      return NOTHING;
    }
    return response.body();
  }

  private static boolean hasLength(int status) {
    return status != 204 && status != 304;
  }

  private void putHead(NettyRequest request, Response response, Persistence persistence) {
    HeadBuffer head = loop.head;
    head.reset();
    head.put(StatusLine.of(response.status()));
    List<String> headers = response.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      head.putText(headers.get(i));
      head.put(SEPARATOR);
      head.putText(headers.get(i + 1));
      head.put(LINE_END);
    }
    if (hasLength(response.status())) {
      head.put(LENGTH);
      head.putDecimal(response.body().length());
      head.put(LINE_END);
    }
    head.put(loop.dateLine());
    head.put(REQUEST_ID);
    request.putId(head);
    head.put(LINE_END);
    switch (persistence) {
      case USUAL -> {}
      case ASKED_FOR -> head.put(KEEP_ALIVE);
      case CLOSE -> head.put(CLOSE);
    }
    head.put(LINE_END);
  }

  /** The head as a buffer with room for some more. */
  private ByteBuf head(int more) {
    ByteBuf out = channel.alloc().ioBuffer(loop.head.length() + more);
    loop.head.copyTo(out);
    return out;
  }

  private static void finish(
      ChannelFuture written, Exchange exchange, Response response, Runnable sent) {
    written.addListener(future -> {
      exchange.finish(response.status(), future.isSuccess() ? sentLength(exchange, response) : 0);
      sent.run();
    });
  }

  private static long sentLength(Exchange exchange, Response response) {
    boolean bodiless = exchange.request.method() == Method.HEAD || !hasLength(response.status());
    return bodiless ? 0 : response.body().length();
  }

  private void writeSlices(
      ResponseBody.FilePart part, Exchange exchange, Response response, Runnable sent) {
    FileSlices region = new FileSlices(part);
    slices = region;
    channel.write(head(0), channel.voidPromise());
    channel
        .writeAndFlush(region)
        .addListener(future -> {
          slices = null;
          exchange.finish(response.status(), region.transferred());
          sent.run();
        });
  }

  private void writePieces(ResponseBody body, Exchange exchange, Response response, Runnable sent) {
    channel.write(head(0), channel.voidPromise());
    BodyPump pieces =
        new BodyPump(
            channel,
            body,
            (bytes, last) -> bytes,
            bytes -> {
              pump = null;
              exchange.finish(response.status(), bytes);
              sent.run();
            });
    pump = pieces;
    pieces.pump();
  }

  /** There may be room for more. */
  void writabilityChanged() {
    if (pump != null) {
      pump.pump();
    }
  }

  /** The connection is gone. */
  void abort() {
    if (pump != null) {
      pump.abort();
    }
  }

  /** A number that changes whenever the client takes something. */
  long progress() {
    long taken = pump == null ? 0 : pump.taken();
    taken += slices == null ? 0 : slices.transferred();
    return taken * 31 + Outbound.pendingBytes(channel);
  }

  /** Whether something waits for the client to take it. */
  boolean isBusy() {
    return pump != null || slices != null || Outbound.pendingBytes(channel) > 0;
  }
}
