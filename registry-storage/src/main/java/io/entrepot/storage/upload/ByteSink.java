package io.entrepot.storage.upload;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes as they come. */
@FunctionalInterface
public interface ByteSink {
  /**
   * Takes all remaining bytes of these buffers, in order; returns when they may be reused. Blocks
   * as long as the disk does, which is what slows the sender down.
   */
  void write(ByteBuffer[] chunks) throws IOException;
}
