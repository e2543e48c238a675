package io.entrepot.auth.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A signature of which all holds but the body, which is still to come. Whoever takes the body gives
 * every byte of it to {@link #body} first and believes nothing before {@link #finish}. One thread
 * at a time.
 */
public final class PendingSignature {
  private final Signer signer;
  private final Optional<String> proved;
  private final SignedBody body;
  private final PayloadCheck check;

  /** Compares the signature with that of a request whose body has this hash. */
  @FunctionalInterface
  interface PayloadCheck {
    void requireSigned(String payload);
  }

  /**
   * @param proved what stands for the body in what was signed; empty: known only with the body
   */
  PendingSignature(Signer signer, Optional<String> proved, SignedBody body, PayloadCheck check) {
    this.signer = signer;
    this.proved = proved;
    this.body = body;
    this.check = check;
  }

  /**
   * Who signed the request's head, which tells the hash of a body that may still be another one;
   * empty when even that is known only with the body.
   */
  public Optional<Signer> signerOfHead() {
    return proved.isPresent() ? Optional.of(signer) : Optional.empty();
  }

  /**
   * Takes the next bytes as they came and gives on those of the body.
   *
   * @throws SignatureFailedException when they cannot be what was signed
   * @throws IOException what the sink threw
   */
  public void body(ByteBuffer wire, PlainSink plain) throws IOException {
    body.write(wire, plain);
  }

  /**
   * Who signed the request and its body, once the whole body was given to {@link #body}.
   *
   * @throws SignatureFailedException when it is not the body that was signed
   */
  public Signer finish() {
    String payload = body.end();
    if (proved.isEmpty()) {
      check.requireSigned(payload);
    } else if (!Hash.same(proved.get(), payload)) {
      throw SignatureFailure.mismatch(
          "The provided '" + Payload.HEADER + "' header does not match what was computed.");
    }
    return signer;
  }
}
