package io.entrepot.server.oci.manifest;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Body;
import io.entrepot.server.http.Request;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest to be stored, not read yet (Pushing manifests).
 *
 * @param called what the client calls the repository
 * @param mediaType the Content-Type without its parameters; empty when there is none
 * @param digest what the content must hash to; empty when only tags were given
 * @param tags of the path and of the query, without repetition
 * @param answeredTags those of the query, which the answer lists
 */
public record PutManifest(
    RepositoryKey repository,
    String called,
    Optional<MediaType> mediaType,
    Optional<Digest> digest,
    List<Tag> tags,
    List<Tag> answeredTags,
    Body body) {
  /** Most tags that one push sets; the specification asks for at least 10. */
  public static final int MAX_TAGS = 100;

  public PutManifest {
    tags = List.copyOf(tags);
    answeredTags = List.copyOf(answeredTags);
  }

  static PutManifest parse(
      RepositoryKey repository, String called, Reference reference, Request request) {
    List<Tag> queried = queriedTags(request);
    Set<Tag> tags = new LinkedHashSet<>();
    List<Digest> digests = new ArrayList<>();
    switch (reference) {
      case Tag tag -> tags.add(tag);
      case Digest digest -> digests.add(digest);
    }
    tags.addAll(queried);
    request.query().all("digest").stream().map(Digest::parse).forEach(digests::add);
    return new PutManifest(
        repository,
        called,
        request.headers().first("Content-Type").map(PutManifest::withoutParameters),
        only(digests),
        List.copyOf(tags),
        queried,
        request.body());
  }

  private static List<Tag> queriedTags(Request request) {
    List<String> texts = request.query().all("tag");
    if (texts.size() > MAX_TAGS) {
      throw new RefusedException(
          414,
          OciError.UNSUPPORTED,
          "one push sets at most " + MAX_TAGS + " tags, not " + texts.size(),
          List.of());
    }
    return texts.stream().map(Tag::new).distinct().toList();
  }

  /** A push by tag may say the digest as well; two digests cannot both be right. */
  private static Optional<Digest> only(List<Digest> digests) {
    if (digests.stream().distinct().count() > 1) {
      throw new RefusedException(
          OciError.DIGEST_INVALID, "the path and the query name different digests");
    }
    return digests.stream().findFirst();
  }

  private static MediaType withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    return new MediaType(
        (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip());
  }
}
