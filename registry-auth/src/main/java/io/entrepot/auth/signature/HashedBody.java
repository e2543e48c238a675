package io.entrepot.auth.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/** A body that is as it was sent. */
final class HashedBody implements SignedBody {
  private final Optional<MessageDigest> digest;

  private HashedBody(Optional<MessageDigest> digest) {
    this.digest = digest;
  }

  static HashedBody hashed() {
    return new HashedBody(Optional.of(Hash.sha256()));
  }

  static HashedBody unsigned() {
    return new HashedBody(Optional.empty());
  }

  @Override
  public void write(ByteBuffer wire, PlainSink plain) throws IOException {
    digest.ifPresent(hash -> hash.update(wire.duplicate()));
    plain.write(wire);
  }

  @Override
  public String end() {
    return digest.map(hash -> Hash.hex(hash.digest())).orElse(Payload.UNSIGNED);
  }
}
