package io.entrepot.storage.oci;

/**
 * What a manifest is asked for by: a tag or a digest (distribution specification, pulling
 * manifests).
 */
public sealed interface Reference permits Digest, Tag {

  /**
   * Parses a reference: with a colon it is a digest, without it is a tag.
   *
   * @throws OciSyntaxException with kind DIGEST or TAG
   */
  static Reference parse(String text) {
    return text.indexOf(':') >= 0 ? Digest.parse(text) : new Tag(text);
  }
}
