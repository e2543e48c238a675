package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.CreateOnPush;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.oci.upload.CompleteUploadEndpoint.Completion;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Layers;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code PUT <blob-push-location>?digest=<digest>}: ends an upload, perhaps with its last bytes
 * (Pushing a blob monolithically; in chunks).
 */
public final class CompleteUploadEndpoint implements Endpoint<Completion> {
  private final Layers layers;
  private final CreateOnPush creation;

  /** The last bytes of an upload, if any, and the digest of the whole. */
  public record Completion(
      UploadTarget target, Digest digest, OptionalLong from, ChunkSource source) {}

  public CompleteUploadEndpoint(Layers layers, CreateOnPush creation) {
    this.layers = layers;
    this.creation = creation;
  }

  @Override
  public Completion parse(Request request, PathValues path) {
    UploadTarget target = UploadTarget.parse(path);
    Digest digest =
        request.query().first("digest").map(Digest::parse).orElseThrow(() -> noDigest());
    Optional<ChunkRange> range = ChunkRange.of(request);
    return new Completion(
        target, digest, ChunkRange.first(range), new ChunkSource(request.body(), range));
  }

  private static RefusedException noDigest() {
    return new RefusedException(
        OciError.DIGEST_INVALID, "an upload is ended with the query parameter digest");
  }

  @Override
  public Requirement requirement(Completion completion) {
    RepositoryKey repository = completion.target().repository();
    return completion.source().mayHaveBytes()
        ? OciPermission.on(repository, EcrAction.UPLOAD_LAYER_PART, EcrAction.COMPLETE_LAYER_UPLOAD)
        : OciPermission.on(repository, EcrAction.COMPLETE_LAYER_UPLOAD);
  }

  @Override
  public Response handle(Completion completion, Grant grant) {
    UploadTarget target = completion.target();
    UploadOwner.require(layers, target, grant);
    creation.require(target.repository(), grant);
    return UploadAnswers.created(
        target.called(),
        layers.completeUpload(
            target.repository(),
            target.upload(),
            completion.from(),
            completion.source(),
            completion.digest()));
  }
}
