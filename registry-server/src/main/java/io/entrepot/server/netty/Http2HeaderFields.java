package io.entrepot.server.netty;

import io.entrepot.server.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header fields of an HTTP/2 request, whose names are in small letters (RFC 9113, 8.2.1). */
record Http2HeaderFields(Http2Headers fields) implements Headers {
  @Override
  public Optional<String> first(String name) {
    CharSequence value = fields.get(name.toLowerCase(Locale.ROOT));
    return Optional.ofNullable(value).map(CharSequence::toString);
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    fields.getAll(name.toLowerCase(Locale.ROOT)).forEach(value -> values.add(value.toString()));
    return values;
  }
}
