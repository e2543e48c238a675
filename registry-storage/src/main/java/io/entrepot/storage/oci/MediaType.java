package io.entrepot.storage.oci;

import io.entrepot.storage.oci.OciSyntaxException.Kind;

/**
 * A media type without parameters, such as {@code application/vnd.oci.image.index.v1+json} (RFC
 * 6838).
 */
public record MediaType(String value) {
  /** Longest media type, in characters: two names of 127 and a slash (RFC 6838, section 4.2). */
  public static final int MAX_LENGTH = 255;

  public static final MediaType OCI_MANIFEST =
      new MediaType("application/vnd.oci.image.manifest.v1+json");
  public static final MediaType OCI_INDEX =
      new MediaType("application/vnd.oci.image.index.v1+json");
  public static final MediaType DOCKER_MANIFEST =
      new MediaType("application/vnd.docker.distribution.manifest.v2+json");
  public static final MediaType DOCKER_MANIFEST_LIST =
      new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");

  public MediaType {
    if (!isMediaType(value)) {
      throw new OciSyntaxException(Kind.MEDIA_TYPE, "a media type is written type/subtype");
    }
  }

  private static boolean isMediaType(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1 || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != slash && !isRestrictedNameCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRestrictedNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$&-^_.+".indexOf(c) >= 0;
  }

  /**
   * Whether layers of this type need not be in a registry, since they may only be had from where
   * their urls say (OCI image specification, non-distributable layers).
   */
  public boolean isNonDistributable() {
    return value.startsWith("application/vnd.oci.image.layer.nondistributable.")
        || value.startsWith("application/vnd.docker.image.rootfs.foreign.");
  }

  @Override
  public String toString() {
    return value;
  }
}
