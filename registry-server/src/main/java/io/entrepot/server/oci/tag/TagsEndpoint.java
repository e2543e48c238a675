package io.entrepot.server.oci.tag;

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
import io.entrepot.server.oci.tag.TagsEndpoint.TagsRequest;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.Page;

/** {@code GET /v2/<name>/tags/list} (Listing tags). */
public final class TagsEndpoint implements Endpoint<TagsRequest> {
  private final Images images;

  /**
   * A page of a repository's tags.
   *
   * @param called what the client calls the repository
   */
  public record TagsRequest(RepositoryKey repository, String called, PageRequest page) {}

  public TagsEndpoint(Images images) {
    this.images = images;
  }

  @Override
  public TagsRequest parse(Request request, PathValues path) {
    return new TagsRequest(
        OciPath.repository(path), path.repository(), PageRequest.parse(request.query()));
  }

  @Override
  public Requirement requirement(TagsRequest request) {
    return OciPermission.pull(
        request.repository(), () -> OciPermission.on(request.repository(), EcrAction.LIST_IMAGES));
  }

  @Override
  public Response handle(TagsRequest request, Grant grant) {
    int limit = request.page().limit();
    Page<Tag> tags = images.tags(request.repository(), request.page().last(), limit);
    Response response =
        Response.of(200)
            .withHeader("Content-Type", "application/json")
            .withBody(
                JsonBody.of(json -> {
                  json.writeStartObject();
                  json.writeStringProperty("name", request.called());
                  json.writeArrayPropertyStart("tags");
                  tags.items().forEach(tag -> json.writeString(tag.value()));
                  json.writeEndArray();
                  json.writeEndObject();
                }));
    return tags.more() && limit > 0
        ? response.withHeader("Link", link(request, tags.items().getLast()))
        : response;
  }

  private static String link(TagsRequest request, Tag last) {
    return new PageLink(OciPath.BASE + request.called() + "/tags/list")
        .with("n", Integer.toString(request.page().limit()))
        .with("last", last.value())
        .next();
  }
}
