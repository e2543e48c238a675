package io.entrepot.storage.oci;

import io.entrepot.storage.oci.OciSyntaxException.Kind;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The digest of some content: an algorithm and lower-case hexadecimal digits, written {@code
 * sha256:<hex>} (OCI image specification, digests).
 */
public record Digest(DigestAlgorithm algorithm, String hex) implements Reference {

  public Digest {
    if (hex.length() != algorithm.hexLength() || !isLowerHex(hex)) {
      throw new OciSyntaxException(
          Kind.DIGEST,
          "a "
              + algorithm.label()
              + " digest is "
              + algorithm.hexLength()
              + " lower-case hexadecimal digits");
    }
  }

  /**
   * Parses {@code algorithm:hex}.
   *
   * @throws OciSyntaxException with kind DIGEST when it is anything else, capitals included
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new OciSyntaxException(Kind.DIGEST, "a digest is written algorithm:hex");
    }
    DigestAlgorithm algorithm =
        DigestAlgorithm.labelled(text.substring(0, colon))
            .orElseThrow(() ->
                new OciSyntaxException(
                    Kind.DIGEST, "the digest algorithms supported are sha256 and sha512"));
    return new Digest(algorithm, text.substring(colon + 1));
  }

  /** The digest of these bytes. */
  public static Digest of(DigestAlgorithm algorithm, byte[] content) {
    return new Digest(
        algorithm, HexFormat.of().formatHex(algorithm.newMessageDigest().digest(content)));
  }

  /** Ends the running digest, which is of this algorithm, and takes its value. */
  public static Digest ofRunning(DigestAlgorithm algorithm, MessageDigest running) {
    return new Digest(algorithm, HexFormat.of().formatHex(running.digest()));
  }

  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return algorithm.label() + ":" + hex;
  }
}
