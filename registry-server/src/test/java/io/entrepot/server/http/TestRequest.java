package io.entrepot.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request made by a test, without a transport. */
public record TestRequest(
    Method method, String target, List<String> fields, byte[] content, boolean declared)
    implements Request {

  /** A request without header fields and body. */
  public static TestRequest of(Method method, String target) {
    return new TestRequest(method, target, List.of(), new byte[0], true);
  }

  public static TestRequest get(String target) {
    return of(Method.GET, target);
  }

  /** This request with a further header field. */
  public TestRequest with(String name, String value) {
    List<String> more = new ArrayList<>(fields);
    more.add(name);
    more.add(value);
    return new TestRequest(method, target, more, content, declared);
  }

  /** This request with a body of declared length. */
  public TestRequest with(byte[] body) {
    return new TestRequest(method, target, fields, body, true);
  }

  /** This request with its body in chunks, whose length is not declared. */
  public TestRequest chunked() {
    return new TestRequest(method, target, fields, content, false);
  }

  @Override
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  @Override
  public Query query() {
    List<String> pairs = new ArrayList<>();
    int question = target.indexOf('?');
    if (question >= 0) {
      for (String pair : target.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        pairs.add(decode(equals < 0 ? pair : pair.substring(0, equals)));
        pairs.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new Query() {
      @Override
      public Optional<String> first(String name) {
        return all(name).stream().findFirst();
      }

      @Override
      public List<String> all(String name) {
        return valuesOf(pairs, name, false);
      }
    };
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  @Override
  public Headers headers() {
    return new Headers() {
      @Override
      public Optional<String> first(String name) {
        return all(name).stream().findFirst();
      }

      @Override
      public List<String> all(String name) {
        return valuesOf(fields, name, true);
      }

      @Override
      public List<Field> fields() {
        List<Field> all = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += 2) {
          all.add(new Field(fields.get(i), fields.get(i + 1)));
        }
        return all;
      }
    };
  }

  private static List<String> valuesOf(List<String> pairs, String name, boolean anyCase) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (anyCase ? pairs.get(i).equalsIgnoreCase(name) : pairs.get(i).equals(name)) {
        values.add(pairs.get(i + 1));
      }
    }
    return values;
  }

  @Override
  public Body body() {
    return new Body() {
      @Override
      public OptionalLong declaredLength() {
        return declared ? OptionalLong.of(content.length) : OptionalLong.empty();
      }

      @Override
      public void drainTo(Sink sink) throws IOException {
        sink.write(new ByteBuffer[] {ByteBuffer.wrap(content)});
      }

      @Override
      public byte[] readAll(int limit) throws IOException {
        if (content.length > limit) {
          throw new BodyTooLargeException(limit);
        }
        return Arrays.copyOf(content, content.length);
      }
    };
  }

  @Override
  public String id() {
    return "test-request";
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return InetSocketAddress.createUnresolved("client.example", 1);
  }

  @Override
  public boolean secure() {
    return false;
  }
}
