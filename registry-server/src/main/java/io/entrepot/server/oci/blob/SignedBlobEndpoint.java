package io.entrepot.server.oci.blob;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.access.SignedPaths;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.Layers;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * {@code GET /entrepot/layers/<account>/<name>/blobs/<digest>}: a blob by an address that was
 * signed for somebody who may pull it, which is all that it takes for a time.
 */
public final class SignedBlobEndpoint implements Endpoint<SignedBlobEndpoint.SignedBlob> {
  private static final Requirement SIGNED =
      new Requirement.Unauthenticated("the address itself was signed for whoever may pull this");

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final GetBlobEndpoint blobs;
  private final SignedPaths paths;

  public SignedBlobEndpoint(Layers layers, SignedPaths paths) {
    this.blobs = new GetBlobEndpoint(layers);
    this.paths = paths;
  }

  /** What is signed for a blob. */
  public static String path(RepositoryKey repository, Digest digest) {
    return OciPath.SIGNED_BLOBS
        + repository.registry()
        + "/"
        + repository.name()
        + "/blobs/"
        + digest;
  }

  /**
   * A blob and what is to make its address good. That is looked at with each request: a parse is
   * kept for longer than an address is good.
   */
  public record SignedBlob(BlobRequest blob, String path, String expires, String signature) {}

  @Override
  public SignedBlob parse(Request request, PathValues path) {
    return new SignedBlob(
        BlobRequest.parse(request, path, repository(path.repository())),
        request.path(),
        request.query().first(SignedPaths.EXPIRES).orElse(""),
        request.query().first(SignedPaths.SIGNATURE).orElse(""));
  }

  /** The account stands before the name. */
  private static RepositoryKey repository(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !ACCOUNT.matcher(text.substring(0, slash)).matches()) {
      throw refusal();
    }
    return new RepositoryKey(
        new RegistryId(text.substring(0, slash)), new RepositoryName(text.substring(slash + 1)));
  }

  private static RefusedException refusal() {
    return new RefusedException(
        OciError.DENIED, "the address is not signed for this, or is too old; ask for a new one");
  }

  @Override
  public Requirement requirement(SignedBlob blob) {
    return SIGNED;
  }

  @Override
  public Response handle(SignedBlob signed, Grant grant) throws IOException {
    if (!paths.holds(Method.GET.name(), signed.path(), signed.expires(), signed.signature())) {
      throw refusal();
    }
    return blobs.handle(signed.blob(), grant);
  }
}
