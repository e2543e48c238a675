package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.oci.upload.AppendUploadEndpoint.Chunk;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.registry.Layers;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code PATCH <blob-push-location>}: a chunk, or all of a stream (Pushing a blob in chunks). */
public final class AppendUploadEndpoint implements Endpoint<Chunk> {
  private final Layers layers;

  /** Bytes for an upload, and where they go when the client says so. */
  public record Chunk(UploadTarget target, OptionalLong from, ChunkSource source) {}

  public AppendUploadEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public Chunk parse(Request request, PathValues path) {
    UploadTarget target = UploadTarget.parse(path);
    Optional<ChunkRange> range = ChunkRange.of(request);
    return new Chunk(target, ChunkRange.first(range), new ChunkSource(request.body(), range));
  }

  @Override
  public Requirement requirement(Chunk chunk) {
    return OciPermission.on(chunk.target().repository(), EcrAction.UPLOAD_LAYER_PART);
  }

  @Override
  public Response handle(Chunk chunk, Grant grant) {
    UploadTarget target = chunk.target();
    UploadOwner.require(layers, target, grant);
    return UploadAnswers.progress(
        202,
        target.called(),
        layers.append(target.repository(), target.upload(), chunk.from(), chunk.source()));
  }
}
