package io.entrepot.auth.federation;

import java.io.IOException;
import java.net.URI;

/** Gets documents of identity providers. Blocks for a bounded time; any thread. */
interface Fetch {
  /**
   * The document at this URL.
   *
   * @param most bytes that it may have
   * @throws IOException when it is larger, the answer is anything but 200, or there is none in time
   */
  byte[] get(URI url, int most) throws IOException;
}
