package io.entrepot.server.aws.wire;

/** How much of a body is read into memory before it is known to be good for anything. */
public final class BodyLimits {
  /** Largest body, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** Largest body that holds a manifest of 4 MiB, each of whose quotes may be escaped, in bytes. */
  public static final int MAX_MANIFEST_BYTES = 9 << 20;

  /** Most of a body that holds a part of a layer, beside the part, in bytes. */
  public static final int MAX_BYTES_BESIDE_PART = 64 << 10;

  private BodyLimits() {}

  static int of(String operation) {
    return operation.equals("PutImage") ? MAX_MANIFEST_BYTES : MAX_BYTES;
  }
}
