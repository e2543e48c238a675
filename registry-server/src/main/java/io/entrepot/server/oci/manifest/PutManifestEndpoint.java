package io.entrepot.server.oci.manifest;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.CreateOnPush;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Reference;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.ManifestPush;
import io.entrepot.storage.registry.PushedManifest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code PUT /v2/<name>/manifests/<tag-or-digest>} (Pushing manifests). */
public final class PutManifestEndpoint implements Endpoint<PutManifest> {
  /** Largest manifest, in bytes: the specification asks for at least 4 megabytes. */
  public static final int MAX_MANIFEST_BYTES = 4 << 20;

  private final Images images;
  private final CreateOnPush creation;

  public PutManifestEndpoint(Images images, CreateOnPush creation) {
    this.images = images;
    this.creation = creation;
  }

  @Override
  public PutManifest parse(Request request, PathValues path) {
    return PutManifest.parse(
        OciPath.repository(path), path.repository(), Reference.parse(path.last()), request);
  }

  @Override
  public Requirement requirement(PutManifest push) {
    return new Requirement.AllOf(
        ImageTags.each(push.repository(), EcrAction.PUT_IMAGE, push.tags()));
  }

  @Override
  public Response handle(PutManifest push, Grant grant) throws IOException {
    creation.require(push.repository(), grant);
    byte[] content = push.body().readAll(MAX_MANIFEST_BYTES);
    PushedManifest pushed =
        images.put(
            push.repository(),
            new ManifestPush(content, push.mediaType(), push.digest(), push.tags()));
    Response response =
        Response.of(201)
            .withHeader("Location", OciPath.manifest(push.called(), pushed.digest()))
            .withHeader(OciHeader.CONTENT_DIGEST, pushed.digest().toString());
    if (!push.answeredTags().isEmpty()) {
      response =
          response.withHeader(
              OciHeader.TAG,
              push.answeredTags().stream().map(Tag::value).collect(Collectors.joining(", ")));
    }
    Optional<Digest> subject = pushed.subject();
    return subject.isPresent()
        ? response.withHeader(OciHeader.SUBJECT, subject.get().toString())
        : response;
  }
}
