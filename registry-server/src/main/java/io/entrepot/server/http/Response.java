package io.entrepot.server.http;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer. The transport adds Content-Length, Date, the request id and what the connection needs.
 * For a HEAD the handler answers as for GET and the transport leaves the body out.
 *
 * @param headers names and values in turn
 */
public record Response(int status, List<String> headers, ResponseBody body) {
  public Response {
    headers = List.copyOf(headers);
  }

  /** An answer of this status without a body or headers. */
  public static Response of(int status) {
    return new Response(status, List.of(), new ResponseBody.Empty());
  }

  public Response withHeader(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Response(status, more, body);
  }

  public Response withBody(ResponseBody newBody) {
    return new Response(status, headers, newBody);
  }
}
