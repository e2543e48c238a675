package io.entrepot.lifecycle.planner;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.Tag;
import java.util.List;
import java.util.Optional;

/**
 * Tags that say what their image is about: {@code sha256-HEX} (OCI distribution specification,
 * referrers tag schema), and the same with the endings that cosign gives to signatures,
 * attestations and bills of materials. The digits of SHA-512 do not fit into a tag.
 */
final class ReferrerTag {
  private static final String START = "sha256-";
  private static final int END = START.length() + 64;
  private static final List<String> ENDINGS = List.of("", ".sig", ".att", ".sbom");

  private ReferrerTag() {}

  /** The digest that a tag names, if it has this form. */
  static Optional<Digest> subject(Tag tag) {
    String text = tag.value();
    if (text.length() < END || !text.startsWith(START) || !ENDINGS.contains(text.substring(END))) {
      return Optional.empty();
    }
    String hex = text.substring(START.length(), END);
    boolean digits = hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return digits ? Optional.of(new Digest(DigestAlgorithm.SHA256, hex)) : Optional.empty();
  }
}
