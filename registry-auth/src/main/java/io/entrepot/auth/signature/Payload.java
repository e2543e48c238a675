package io.entrepot.auth.signature;

import java.util.List;
import java.util.Optional;

/** How a signature covers the body. */
sealed interface Payload {
  /** In what is signed, where the body's hash would stand. */
  String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** The same, for a body that is signed chunk by chunk. */
  String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

  /** The header that says which. */
  String HEADER = "x-amz-content-sha256";

  /** The header that tells the length of what the chunks hold. */
  String LENGTH = "x-amz-decoded-content-length";

  /**
   * By its hash.
   *
   * @param declared the hash that the header tells; empty: none, the body has to be there first
   */
  record Hashed(Optional<String> declared) implements Payload {}

  /** Not at all. */
  record Unsigned() implements Payload {}

  /**
   * Chunk by chunk.
   *
   * @param length of all chunks' bytes
   */
  record Chunked(long length) implements Payload {}

  /**
   * What a request says of its body.
   *
   * @param encrypted whether nobody on the way could have changed the body
   */
  static Payload of(
      SignedRequest request, List<QueryParameter> query, Claim claim, boolean encrypted) {
    Optional<String> declared = request.only(HEADER);
    if (claim.presigned() && declared.isEmpty()) {
      declared = QueryParameter.only(query, "X-Amz-Content-Sha256");
      if (declared.isEmpty() && claim.scope().service().equals(CanonicalPath.OBJECTS)) {
        return new Unsigned();
      }
    }
    if (declared.isEmpty() || Hash.is(declared.get())) {
      return new Hashed(declared);
    }
    return switch (declared.get()) {
      case UNSIGNED -> unsigned(encrypted);
      case CHUNKS -> new Chunked(length(request));
      default ->
          throw SignatureFailure.incomplete(
              HEADER + " must be a SHA-256 hash, " + UNSIGNED + " or " + CHUNKS + ".");
    };
  }

  private static Payload unsigned(boolean encrypted) {
    if (!encrypted) {
      throw SignatureFailure.incomplete(
          UNSIGNED + " is taken over encrypted connections only: the body has to be signed.");
    }
    return new Unsigned();
  }

  private static long length(SignedRequest request) {
    String text =
        request
            .only(LENGTH)
            .filter(Payload::isLength)
            .orElseThrow(
                () -> SignatureFailure.incomplete(CHUNKS + " requires " + LENGTH + ", in bytes."));
    return Long.parseLong(text);
  }

  private static boolean isLength(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
