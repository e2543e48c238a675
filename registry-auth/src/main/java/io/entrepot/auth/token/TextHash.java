package io.entrepot.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keys for secrets in memory: SHA-256 over a salt of this process and the text, so that neither the
 * secret nor anything it can be guessed from stays there. Any thread.
 */
public final class TextHash {
  private static final int BLOCK = 64;

  /** Has taken the salt, which is one block, so that it costs nothing again. */
  private final MessageDigest salted;

  /** A hash; equal for equal texts alone. */
  public record Value(long a, long b, long c, long d) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Value(long w, long x, long y, long z)
          && a == w
          && b == x
          && c == y
          && d == z;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }

  public TextHash() {
    try {
      salted = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
    byte[] salt = new byte[BLOCK];
    new SecureRandom().nextBytes(salt);
    salted.update(salt);
  }

  /** The hash of this text. */
  public Value of(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(clone(salted).digest(text.getBytes(StandardCharsets.UTF_8)));
    return new Value(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest clone(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this JVM cannot be cloned", e);
    }
  }
}
