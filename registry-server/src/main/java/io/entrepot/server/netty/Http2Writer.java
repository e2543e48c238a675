package io.entrepot.server.netty;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the answer of one HTTP/2 stream, piece by piece. On the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write shows in the channel itself.
final class Http2Writer {
  private final Channel channel;
  private final LoopState loop;
  private @Nullable BodyPump pump;

  Http2Writer(Channel channel, LoopState loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /** Answers 100 (Continue). */
  void writeContinue() {
    Http2Headers headers = new DefaultHttp2Headers(false).status("100");
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, false));
  }

  /**
   * Writes an answer.
   *
   * @param sent is told when it is out, or has failed
   */
  void write(Exchange exchange, Response response, Runnable sent) {
    boolean hasLength = response.status() != 204 && response.status() != 304;
    boolean bodiless =
        !hasLength || exchange.request.method() == Method.HEAD || response.body().length() == 0;
    Http2Headers headers = headers(exchange, response, hasLength);
    DefaultHttp2HeadersFrame head = new DefaultHttp2HeadersFrame(headers, bodiless);
    if (bodiless) {
      Serving.dispose(response.body());
      channel
          .writeAndFlush(head)
          .addListener(future -> {
            exchange.finish(response.status(), 0);
            sent.run();
          });
      return;
    }
    channel.write(head);
    send(exchange, response.status(), response.body(), sent);
  }

  private void send(Exchange exchange, int status, ResponseBody body, Runnable sent) {
    BodyPump pieces =
        new BodyPump(
            channel,
            body,
            DefaultHttp2DataFrame::new,
            bytes -> {
              pump = null;
              exchange.finish(status, bytes);
              sent.run();
            });
    pump = pieces;
    pieces.pump();
  }

  private Http2Headers headers(Exchange exchange, Response response, boolean hasLength) {
    Http2Headers headers =
        new DefaultHttp2Headers(false).status(Integer.toString(response.status()));
    List<String> pairs = response.headers();
    for (int i = 0; i < pairs.size(); i += 2) {
      headers.add(pairs.get(i).toLowerCase(Locale.ROOT), pairs.get(i + 1));
    }
    if (hasLength) {
      headers.add("content-length", Long.toString(response.body().length()));
    }
    headers.add("date", loop.dateText());
    headers.add("x-request-id", exchange.request.id());
    return headers;
  }

  /** There may be room for more. */
  void writabilityChanged() {
    if (pump != null) {
      pump.pump();
    }
  }

  /** The stream is gone. */
  void abort() {
    if (pump != null) {
      pump.abort();
    }
  }

  /** A number that changes whenever the client takes something. */
  long progress() {
    return pump == null ? 0 : pump.taken();
  }

  /** Whether something waits for the client to take it. */
  boolean isBusy() {
    return pump != null;
  }
}
