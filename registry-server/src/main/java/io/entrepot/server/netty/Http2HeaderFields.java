package io.entrepot.server.netty;

import io.entrepot.server.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of an HTTP/2 request, whose names are in small letters (RFC 9113, 8.2.1). */
record Http2HeaderFields(Http2Headers received) implements Headers {
  /** What each field counts besides its text (RFC 9113, section 6.5.2). */
  private static final int FIELD_BYTES = 32;

  void checkSize(TransportLimits limits) throws RefusedRequestException {
    if (received.size() > limits.headerFields()) {
      throw new RefusedRequestException(431, "there are too many header fields");
    }
    long size = 0;
    for (Map.Entry<CharSequence, CharSequence> field : received) {
      size += FIELD_BYTES + field.getKey().length() + field.getValue().length();
    }
    if (size > limits.headBytes()) {
      throw new RefusedRequestException(431, "the header fields are too large");
    }
  }

  /** The host is mostly told by a field of HTTP/2's own (RFC 9113, section 8.3.1). */
  @Override
  public Optional<String> first(String name) {
    CharSequence value = received.get(name.toLowerCase(Locale.ROOT));
    if (value == null && name.equalsIgnoreCase("Host")) {
      value = received.authority();
    }
    return Optional.ofNullable(value).map(CharSequence::toString);
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    received.getAll(name.toLowerCase(Locale.ROOT)).forEach(value -> values.add(value.toString()));
    return values;
  }

  @Override
  public List<Field> fields() {
    List<Field> all = new ArrayList<>(received.size());
    for (Map.Entry<CharSequence, CharSequence> field : received) {
      String name = field.getKey().toString();
      if (!name.startsWith(":")) {
        all.add(new Field(name, field.getValue().toString()));
      }
    }
    if (!received.contains("host") && received.authority() != null) {
      all.add(new Field("host", received.authority().toString()));
    }
    return all;
  }
}
