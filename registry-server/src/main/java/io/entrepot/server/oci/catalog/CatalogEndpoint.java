package io.entrepot.server.oci.catalog;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.oci.PageLink;
import io.entrepot.server.oci.PageRequest;
import io.entrepot.server.oci.catalog.CatalogEndpoint.CatalogRequest;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.Repositories;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v2/_catalog}: the repositories that the caller may see. Not in the specification any
 * more; docker's registries have it, with the paging of the tags list.
 */
public final class CatalogEndpoint implements Endpoint<CatalogRequest> {
  /**
   * How many names are looked at for one answer, when many of them may not be shown. The same for
   * each size of a page: if it were less for a small one, whether a link comes would tell how many
   * hidden names follow whatever name a client cares to try, and so how they are spelt.
   */
  public static final int MAX_LOOKED_AT = 10_000;

  private final Repositories repositories;
  private final SealedCursor cursor = new SealedCursor();

  /** A page of a registry's names. */
  public record CatalogRequest(RegistryId registry, PageRequest page) {}

  public CatalogEndpoint(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public CatalogRequest parse(Request request, PathValues path) {
    return new CatalogRequest(OciPath.registry(path), PageRequest.parse(request.query()));
  }

  @Override
  public Requirement requirement(CatalogRequest request) {
    return new Requirement.Credentials(
        Optional.of(OciPermission.of(request.registry(), EcrAction.DESCRIBE_REPOSITORIES)),
        "each repository is shown or not by what a policy says of it");
  }

  @Override
  public Response handle(CatalogRequest request, Grant grant) {
    List<RepositoryName> shown = new ArrayList<>();
    Optional<String> next = fill(shown, request, grant);
    Response response =
        Response.of(200)
            .withHeader("Content-Type", "application/json")
            .withBody(
                JsonBody.of(json -> {
                  json.writeStartObject();
                  json.writeArrayPropertyStart("repositories");
                  shown.forEach(name -> json.writeString(name.value()));
                  json.writeEndArray();
                  json.writeEndObject();
                }));
    return next.map(last -> response.withHeader("Link", link(request.page(), last)))
        .orElse(response);
  }

  /**
   * Adds the names that may be shown until the page is full, and tells where the next one starts,
   * if there is another to show. That is the last name shown; only where {@link #MAX_LOOKED_AT}
   * were looked at before any was shown is it one that may not be, and that one is sealed.
   */
  private Optional<String> fill(List<RepositoryName> shown, CatalogRequest request, Grant grant) {
    int limit = request.page().limit();
    if (limit == 0) {
      return Optional.empty();
    }
    Optional<String> after = request.page().last().map(cursor::open);
    int size = limit + 1;
    for (int left = MAX_LOOKED_AT; left > 0; left -= size, size = PageRequest.MAX_ITEMS) {
      Page<RepositoryName> names =
          repositories.list(request.registry(), after, Math.min(left, size));
      for (RepositoryName name : names.items()) {
        if (mayShow(request.registry(), name, grant)) {
          if (shown.size() == limit) {
            return lastOf(shown);
          }
          shown.add(name);
        }
        after = Optional.of(name.value());
      }
      if (!names.more()) {
        return Optional.empty();
      }
    }
    return shown.isEmpty() ? after.map(cursor::seal) : lastOf(shown);
  }

  private boolean mayShow(RegistryId registry, RepositoryName name, Grant grant) {
    RepositoryKey repository = new RepositoryKey(registry, name);
    return grant
        .ask(EcrAction.DESCRIBE_REPOSITORIES, OciPermission.resource(repository))
        .isPresent();
  }

  private static Optional<String> lastOf(List<RepositoryName> shown) {
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast().value());
  }

  private static String link(PageRequest page, String last) {
    return new PageLink(OciPath.CATALOG)
        .with("n", Integer.toString(page.limit()))
        .with("last", last)
        .next();
  }
}
