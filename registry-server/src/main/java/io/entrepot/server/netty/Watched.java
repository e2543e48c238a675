package io.entrepot.server.netty;

/** A connection or stream that its event loop looks at now and then. */
interface Watched {
  /**
   * Gives up what has made no progress for too long.
   *
   * @param now of {@link System#nanoTime}
   */
  void check(long now);

  /** Ends once the running requests are answered. */
  void drain();

  /** Ends now. */
  void abort();
}
