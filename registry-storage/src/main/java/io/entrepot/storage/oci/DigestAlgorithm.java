package io.entrepot.storage.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The digest algorithms that the registry stores content under (OCI image specification, digests).
 */
public enum DigestAlgorithm {
  SHA256("sha256", "SHA-256", 64),
  SHA512("sha512", "SHA-512", 128);

  private final String label;
  private final String javaName;
  private final int hexLength;

  DigestAlgorithm(String label, String javaName, int hexLength) {
    this.label = label;
    this.javaName = javaName;
    this.hexLength = hexLength;
  }

  /** The name before the colon of a digest, such as {@code sha256}. */
  public String label() {
    return label;
  }

  /** How many hexadecimal digits a digest of this algorithm has. */
  public int hexLength() {
    return hexLength;
  }

  /** A fresh running digest. */
  public MessageDigest newMessageDigest() {
    try {
      return MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + javaName, e);
    }
  }

  /** The algorithm of that label; empty when the registry does not know it. */
  public static Optional<DigestAlgorithm> labelled(String label) {
    return switch (label) {
      case "sha256" -> Optional.of(SHA256);
      case "sha512" -> Optional.of(SHA512);
      default -> Optional.empty();
    };
  }
}
