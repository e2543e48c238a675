package io.entrepot.server.netty;

/** How a body holds its sender back. Called on the event loop, unless said otherwise. */
interface BodyFlow {
  /** Stops reading from the client. */
  void pauseReading();

  /** Reads from the client again. */
  void resumeReading();

  /** So many bytes of the body hold no memory any more. By any thread. */
  void taken(long bytes);

  /** The body's reader has come: tells a client that waits for 100 (Continue). */
  void readerCame();
}
