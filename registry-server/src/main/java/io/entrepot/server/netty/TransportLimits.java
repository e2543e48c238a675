package io.entrepot.server.netty;

import java.time.Duration;
import java.util.List;

/**
 * What a client may take of the transport. The constants are the usual values and the fixed limits.
 *
 * @param connections open at once; the next is closed as soon as it is accepted
 * @param targetBytes of a request's target (path and query); more is answered 414
 * @param headBytes of the request line and all header fields together; more is answered 431
 * @param headerFields in one request; more is answered 431
 * @param headTimeout from the first byte of a request (or the connection's start) to its blank line
 * @param idleTimeout between two requests of a connection
 * @param bodyStall without a byte of a body that its reader waits for
 * @param writeStall without the client taking a byte of the answer
 */
public record TransportLimits(
    int connections,
    int targetBytes,
    int headBytes,
    int headerFields,
    Duration headTimeout,
    Duration idleTimeout,
    Duration bodyStall,
    Duration writeStall) {

  public static final int CONNECTIONS = 8192;
  public static final int TARGET_BYTES = 8 * 1024;
  public static final int HEAD_BYTES = 16 * 1024;
  public static final int HEADER_FIELDS = 100;
  public static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);
  public static final Duration BODY_STALL = Duration.ofSeconds(60);
  public static final Duration WRITE_STALL = Duration.ofSeconds(60);

  /** Bytes that a body may hold for its reader before the client is held back: its own. */
  static final int BODY_BASE_BYTES = 20 * 1024;

  /** Bytes that it may hold besides while its reader is there, as long as there are any. */
  static final int BODY_SHARE_BYTES = 1024 * 1024;

  /** Bytes of all such shares together. */
  static final long BODIES_BYTES = 128L * 1024 * 1024;

  /** Bytes that a body's reader takes at once, so that more can come meanwhile. */
  static final int BODY_BATCH_BYTES = BODY_SHARE_BYTES / 2;

  /** What a piece that waits counts for, besides its buffer. */
  static final int BODY_BUFFER_COST_BYTES = 512;

  /** Pieces of a body smaller than this are copied together, into buffers of so many bytes. */
  static final int BODY_SMALL_PIECE_BYTES = 4 * 1024;

  static final int BODY_COLLECTED_BYTES = 8 * 1024;

  /** Bytes of all bodies together that are read whole, beyond the first of each. */
  static final long WHOLE_BODIES_BYTES = 48L * 1024 * 1024;

  static final int WHOLE_BODY_FREE_BYTES = 4 * 1024;

  /** How long a body that is read whole may take. */
  static final Duration WHOLE_BODY_TIME = Duration.ofMinutes(5);

  /** Bytes of an unread body that are read and dropped to keep the connection. */
  static final int DISCARD_BYTES = 256 * 1024;

  /** How long a closing connection reads on, so that its client gets to read the answer. */
  static final Duration LINGER = Duration.ofSeconds(5);

  /** Bytes of a chunk's size line, or of all trailer fields together. */
  static final int CHUNK_LINE_BYTES = 4 * 1024;

  /** Bytes of one read while a request's head is awaited, and of a body's smallest. */
  static final int READ_MIN_BYTES = 8 * 1024;

  /** Bytes of one read of a body at most: it grows with the client's speed. */
  static final int BODY_READ_MAX_BYTES = 64 * 1024;

  /** Bytes of one read at most when it is to be decrypted. */
  static final int WRAPPED_READ_BYTES = 16 * 1024;

  /** Bytes of an answer in memory that are copied behind its head, to leave in one write. */
  static final int COALESCED_BYTES = 16 * 1024;

  /** Bytes read at once of a body that is not left to the kernel (TLS, HTTP/2). */
  static final int CHUNK_BYTES = 64 * 1024;

  /** Bytes the kernel is asked to send of a file before other connections get a turn. */
  static final int FILE_SLICE_BYTES = 512 * 1024;

  /** Bytes waiting in a connection or stream below and above which it takes more, or no more. */
  static final int WRITE_LOW_WATER_BYTES = 32 * 1024;

  static final int WRITE_HIGH_WATER_BYTES = 64 * 1024;

  /** Requests at once on an HTTP/2 connection. */
  static final int STREAMS = 100;

  /** Bytes that may be under way unread on an HTTP/2 connection, and on each stream of it. */
  static final int WINDOW_BYTES = 65_535;

  /** What the two are widened by for bodies, as long as there is memory for shares. */
  static final int WIDER_WINDOW_BYTES = BODY_SHARE_BYTES;

  /** Requests that an HTTP/2 client may take back in so many seconds before it is cut off. */
  static final int RESETS = 200;

  static final int RESET_WINDOW_SECONDS = 30;

  /** Characters of a request id that a client may bring. */
  static final int REQUEST_ID_CHARS = 64;

  public TransportLimits {
    if (connections < 1 || targetBytes < 1 || headBytes < targetBytes || headerFields < 1) {
      throw new IllegalArgumentException("limits must be positive, and a head hold its target");
    }
  }

  List<Duration> timeouts() {
    return List.of(headTimeout, idleTimeout, bodyStall, writeStall);
  }

  /** The usual limits, as they stand in the documentation. */
  public static TransportLimits usual() {
    return new TransportLimits(
        CONNECTIONS,
        TARGET_BYTES,
        HEAD_BYTES,
        HEADER_FIELDS,
        HEAD_TIMEOUT,
        IDLE_TIMEOUT,
        BODY_STALL,
        WRITE_STALL);
  }
}
