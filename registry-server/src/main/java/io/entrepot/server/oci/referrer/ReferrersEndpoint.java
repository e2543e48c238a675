package io.entrepot.server.oci.referrer;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.ImageTags;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.oci.PageLink;
import io.entrepot.server.oci.PageRequest;
import io.entrepot.server.oci.referrer.ReferrersEndpoint.ReferrersRequest;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.Referrer;
import io.entrepot.storage.registry.Referrers;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v2/<name>/referrers/<digest>} (Listing referrers). Never a 404: a subject or a
 * repository that does not exist has no referrers yet.
 */
public final class ReferrersEndpoint implements Endpoint<ReferrersRequest> {
  /**
   * How many referrers are read at once: each may carry annotations of nearly a manifest's size, so
   * a page is read in small parts until it is full.
   */
  static final int READ_AT_ONCE = 16;

  private final Referrers referrers;
  private final Images images;

  /**
   * A page of a subject's referrers.
   *
   * @param called what the client calls the repository
   * @param artifactType only these, when given
   * @param after the page starts after this referrer
   */
  public record ReferrersRequest(
      RepositoryKey repository,
      String called,
      Digest subject,
      Optional<String> artifactType,
      int limit,
      Optional<Digest> after) {}

  public ReferrersEndpoint(Referrers referrers, Images images) {
    this.referrers = referrers;
    this.images = images;
  }

  @Override
  public ReferrersRequest parse(Request request, PathValues path) {
    PageRequest page = PageRequest.parse(request.query());
    return new ReferrersRequest(
        OciPath.repository(path),
        path.repository(),
        Digest.parse(path.last()),
        request.query().first("artifactType"),
        page.limit(),
        page.last().map(Digest::parse));
  }

  @Override
  public Requirement requirement(ReferrersRequest request) {
    return OciPermission.pull(
        request.repository(), () -> new Requirement.AllOf(List.of(reading(request))));
  }

  private Permission reading(ReferrersRequest request) {
    return ImageTags.all(
        request.repository(),
        EcrAction.BATCH_GET_IMAGE,
        () -> images.tagsReaching(request.repository(), request.subject()));
  }

  @Override
  public Response handle(ReferrersRequest request, Grant grant) {
    ReferrersIndex index = new ReferrersIndex();
    boolean more = fill(index, request);
    Response response =
        Response.of(200)
            .withHeader("Content-Type", MediaType.OCI_INDEX.value())
            .withBody(index.toBody());
    if (request.artifactType().isPresent()) {
      response = response.withHeader(OciHeader.FILTERS_APPLIED, "artifactType");
    }
    Optional<Digest> last = index.last();
    return more && last.isPresent()
        ? response.withHeader("Link", link(request, last.get()))
        : response;
  }

  /** Adds referrers until the page is full; tells whether there are more. */
  private boolean fill(ReferrersIndex index, ReferrersRequest request) {
    Optional<Digest> after = request.after();
    boolean more = true;
    while (more && index.count() < request.limit()) {
      int wanted = Math.min(READ_AT_ONCE, request.limit() - index.count());
      Page<Referrer> part =
          referrers.list(
              request.repository(), request.subject(), request.artifactType(), after, wanted);
      for (Referrer referrer : part.items()) {
        if (!index.add(referrer)) {
          return true;
        }
      }
      after = index.last();
      more = part.more();
    }
    return more;
  }

  private static String link(ReferrersRequest request, Digest last) {
    PageLink link =
        new PageLink(OciPath.BASE + request.called() + "/referrers/" + request.subject())
            .with("n", Integer.toString(request.limit()));
    request.artifactType().ifPresent(type -> link.with("artifactType", type));
    return link.with("last", last.toString()).next();
  }
}
