package io.entrepot.auth.signature;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks a body while it passes through. One thread at a time. */
sealed interface SignedBody permits HashedBody, ChunkedBody {
  /**
   * Takes the next bytes of the wire and gives on those of the body.
   *
   * @throws SignatureFailedException when they are not what was signed
   */
  void write(ByteBuffer wire, PlainSink plain) throws IOException;

  /**
   * Ends the body.
   *
   * @return the hash of it, or what stands for it in what is signed
   * @throws SignatureFailedException when it is not at its end
   */
  String end();
}
