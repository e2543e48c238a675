package io.entrepot.auth.signature;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes of a body, without what was put around them to sign them. */
@FunctionalInterface
public interface PlainSink {
  /** Takes some; they may be reused once it returns. */
  void write(ByteBuffer bytes) throws IOException;
}
