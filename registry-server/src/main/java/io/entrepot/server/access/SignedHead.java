package io.entrepot.server.access;

import io.entrepot.auth.signature.PendingSignature;
import io.entrepot.auth.signature.PlainSink;
import io.entrepot.auth.signature.SignatureFailedException;
import io.entrepot.auth.signature.Signer;
import io.entrepot.server.http.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A request whose signature holds as far as that can be told without its body, which is still to
 * come. One thread; may block.
 */
public final class SignedHead {
  private final Access access;
  private final SignatureTrial trial;
  private final Arrival arrival;
  private final PendingSignature pending;

  /** Who signed, and the body without what was put around it to sign it. */
  public record Signed(Identified signer, byte[] body) {}

  SignedHead(Access access, SignatureTrial trial, Arrival arrival, PendingSignature pending) {
    this.access = access;
    this.trial = trial;
    this.arrival = arrival;
    this.pending = pending;
  }

  /**
   * Takes the whole body as it came.
   *
   * @throws SignatureFailedException when it is not what was signed
   * @throws NotAuthenticatedException when whoever signed is gone, or there were too many wrong
   *     signatures before
   */
  public Signed body(byte[] wire) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(wire.length);
    Identified signer = verify(() -> pending.body(ByteBuffer.wrap(wire), sinkTo(plain)));
    return new Signed(signer, plain.toByteArray());
  }

  /**
   * The same for a body that is given on while it comes; what is given on counts only when this
   * returns.
   */
  public Identified drain(Body body, PlainSink plain) throws IOException {
    return verify(() ->
        body.drainTo(chunks -> {
          for (ByteBuffer chunk : chunks) {
            pending.body(chunk, plain);
          }
        }));
  }

  /** Moves bytes. */
  @FunctionalInterface
  private interface Reading {
    void read() throws IOException;
  }

  private Identified verify(Reading reading) throws IOException {
    try {
      reading.read();
      Signer signer = finished();
      return access.identified(arrival, signer, trial.witness());
    } catch (SignatureFailedException e) {
      throw trial.refused(e);
    } catch (NotAuthenticatedException e) {
      throw trial.told(e);
    }
  }

  private Signer finished() {
    try (Throttle.Attempt attempt = trial.attempt()) {
      Signer signer = pending.finish();
      attempt.right();
      return signer;
    }
  }

  private static PlainSink sinkTo(ByteArrayOutputStream plain) {
    // What was read whole lies in an array.
    return bytes ->
        plain.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }
}
