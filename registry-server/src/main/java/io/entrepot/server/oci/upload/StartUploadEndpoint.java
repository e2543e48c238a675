package io.entrepot.server.oci.upload;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.CreateOnPush;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LayerInfo;
import io.entrepot.storage.registry.Layers;
import io.entrepot.storage.registry.UploadStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code POST /v2/<name>/blobs/uploads/}: starts an upload, takes a whole blob, or mounts one
 * (Pushing blobs; Mounting a blob from another repository).
 */
public final class StartUploadEndpoint implements Endpoint<StartUpload> {
  /** How many repositories are tried as the source of a mount that names none. */
  public static final int MOUNT_CANDIDATES = 20;

  private final Layers layers;
  private final CreateOnPush creation;

  public StartUploadEndpoint(Layers layers, CreateOnPush creation) {
    this.layers = layers;
    this.creation = creation;
  }

  @Override
  public StartUpload parse(Request request, PathValues path) {
    return StartUpload.parse(path, request);
  }

  @Override
  public Requirement requirement(StartUpload start) {
    return switch (start) {
      case StartUpload.Session session -> initiate(session.repository());
      case StartUpload.Mount mount -> initiate(mount.repository());
      case StartUpload.Monolithic whole ->
          OciPermission.on(
              whole.repository(),
              EcrAction.INITIATE_LAYER_UPLOAD,
              EcrAction.UPLOAD_LAYER_PART,
              EcrAction.COMPLETE_LAYER_UPLOAD);
    };
  }

  private static Requirement initiate(RepositoryKey repository) {
    return OciPermission.on(repository, EcrAction.INITIATE_LAYER_UPLOAD);
  }

  @Override
  public Response handle(StartUpload start, Grant grant) {
    creation.require(start.repository(), grant);
    return switch (start) {
      case StartUpload.Session session -> begin(session, session.algorithm(), grant);
      case StartUpload.Monolithic whole -> store(whole);
      case StartUpload.Mount mount ->
          mount(mount, grant)
              .map(layer -> UploadAnswers.created(mount.called(), layer))
              .orElseGet(() -> begin(mount, mount.digest().algorithm(), grant));
    };
  }

  private Response begin(StartUpload start, DigestAlgorithm algorithm, Grant grant) {
    return UploadAnswers.progress(
        202,
        start.called(),
        layers.startUpload(start.repository(), algorithm, UploadOwner.of(grant)));
  }

  /** Nobody else knows of this upload, so it goes when it fails. */
  private Response store(StartUpload.Monolithic whole) {
    RepositoryKey repository = whole.repository();
    UploadStatus upload = layers.startUpload(repository, whole.digest().algorithm());
    boolean stored = false;
    try {
      LayerInfo layer =
          layers.completeUpload(
              repository,
              upload.id(),
              OptionalLong.of(0),
              new ChunkSource(whole.body(), Optional.empty()),
              whole.digest());
      stored = true;
      return UploadAnswers.created(whole.called(), layer);
    } finally {
      if (!stored) {
        AbandonedUpload.cancel(layers, repository, upload.id());
      }
    }
  }

  /** A source that the caller may not read is as one that does not have the blob. */
  private Optional<LayerInfo> mount(StartUpload.Mount mount, Grant grant) {
    for (RepositoryKey source : sources(mount)) {
      if (mayRead(source, mount.from().isPresent(), grant)) {
        Optional<LayerInfo> layer = layers.mount(mount.repository(), mount.digest(), source);
        if (layer.isPresent()) {
          return layer;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayRead(RepositoryKey source, boolean named, Grant grant) {
    if (source.registry().isPublic()) {
      return true;
    }
    Permission read = OciPermission.of(source, EcrAction.GET_DOWNLOAD_URL_FOR_LAYER);
    return named
        ? grant.decide(read) instanceof Decision.Allowed
        : grant.ask(read.action(), read.resource()).isPresent();
  }

  private List<RepositoryKey> sources(StartUpload.Mount mount) {
    return mount
        .from()
        .map(List::of)
        .orElseGet(() ->
            layers.mountCandidates(
                mount.repository().registry(), mount.digest(), MOUNT_CANDIDATES));
  }
}
