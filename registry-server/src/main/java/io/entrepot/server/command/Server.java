package io.entrepot.server.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The running server, asked in AWS's operations and shapes. */
interface Server extends AutoCloseable {
  /** More pages than this are a fault of the server's. */
  int MOST_PAGES = 100_000;

  /**
   * Asks for one operation.
   *
   * @param service {@code iam}, {@code organizations}, {@code ecr} or {@code entrepot}
   * @throws RefusedException when the server says no
   * @throws ClientException when it cannot be asked
   */
  Json call(String service, String operation, Json body) throws ClientException;

  /** Ends the talk; nothing is asked after it. */
  @Override
  default void close() {}

  default Json iam(String operation, Json body) throws ClientException {
    return call("iam", operation, body);
  }

  /**
   * Asks for all pages of a list, and answers them as one.
   *
   * @param list the member that is continued
   */
  default Json pages(String service, String operation, Json body, String list)
      throws ClientException {
    Json first = call(service, operation, body);
    List<Object> items = new ArrayList<>(first.list(list));
    Json page = first;
    for (int pages = 1; mark(page).isPresent(); pages++) {
      if (pages == MOST_PAGES) {
        throw new ClientException("the server does not come to an end of its list");
      }
      page = call(service, operation, new Json().withAll(body).withAll(mark(page).get()));
      items.addAll(page.list(list));
    }
    return first
        .with(list, items)
        .without("IsTruncated")
        .without("Marker")
        .without("NextToken")
        .without("nextToken");
  }

  /** What asks for the page after this one; empty when it is the last. */
  private static Optional<Json> mark(Json page) {
    if (page.isTrue("IsTruncated")) {
      return page.text("Marker").map(marker -> new Json().with("Marker", marker));
    }
    return page.text("NextToken")
        .map(token -> new Json().with("NextToken", token))
        .or(() -> page.text("nextToken").map(token -> new Json().with("nextToken", token)));
  }
}
