package io.entrepot.server.main;

import io.entrepot.server.http.Method;
import io.entrepot.server.oci.OciPath;
import io.entrepot.server.oci.blob.DeleteBlobEndpoint;
import io.entrepot.server.oci.blob.GetBlobEndpoint;
import io.entrepot.server.oci.blob.HeadBlobEndpoint;
import io.entrepot.server.oci.catalog.BaseEndpoint;
import io.entrepot.server.oci.catalog.CatalogEndpoint;
import io.entrepot.server.oci.manifest.DeleteManifestEndpoint;
import io.entrepot.server.oci.manifest.GetManifestEndpoint;
import io.entrepot.server.oci.manifest.PutManifestEndpoint;
import io.entrepot.server.oci.referrer.ReferrersEndpoint;
import io.entrepot.server.oci.tag.TagsEndpoint;
import io.entrepot.server.oci.upload.AppendUploadEndpoint;
import io.entrepot.server.oci.upload.CancelUploadEndpoint;
import io.entrepot.server.oci.upload.CompleteUploadEndpoint;
import io.entrepot.server.oci.upload.StartUploadEndpoint;
import io.entrepot.server.oci.upload.UploadStatusEndpoint;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.Route;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.Layers;
import io.entrepot.storage.registry.Referrers;
import io.entrepot.storage.registry.Repositories;
import java.util.List;

/** The routes of the distribution specification (Endpoints), most often asked first. */
final class OciRoutes {
  private OciRoutes() {}

  static List<Route> of(
      RegistryId registry,
      Repositories repositories,
      Images images,
      Layers layers,
      Referrers referrers) {
    return List.of(
        manifests(registry, images),
        // Before the blobs, one of which "uploads" would be.
        uploads(registry, layers),
        upload(registry, layers),
        blobs(registry, layers),
        reading(Route.at(OciPath.TAGS), new TagsEndpoint(registry, images)),
        reading(Route.at(OciPath.REFERRERS), new ReferrersEndpoint(registry, referrers)),
        reading(Route.at(OciPath.CATALOG), new CatalogEndpoint(registry, repositories)),
        reading(Route.at(OciPath.BASE), new BaseEndpoint()));
  }

  private static Route manifests(RegistryId registry, Images images) {
    return reading(Route.at(OciPath.MANIFEST), new GetManifestEndpoint(registry, images))
        .on(Method.PUT, new PutManifestEndpoint(registry, images))
        .on(Method.DELETE, new DeleteManifestEndpoint(registry, images));
  }

  private static Route uploads(RegistryId registry, Layers layers) {
    return Route.at(OciPath.UPLOADS).on(Method.POST, new StartUploadEndpoint(registry, layers));
  }

  private static Route upload(RegistryId registry, Layers layers) {
    return reading(Route.at(OciPath.UPLOAD), new UploadStatusEndpoint(registry, layers))
        .on(Method.PATCH, new AppendUploadEndpoint(registry, layers))
        .on(Method.PUT, new CompleteUploadEndpoint(registry, layers))
        .on(Method.DELETE, new CancelUploadEndpoint(registry, layers));
  }

  private static Route blobs(RegistryId registry, Layers layers) {
    return Route.at(OciPath.BLOB)
        .on(Method.GET, new GetBlobEndpoint(registry, layers))
        .on(Method.HEAD, new HeadBlobEndpoint(registry, layers))
        .on(Method.DELETE, new DeleteBlobEndpoint(registry, layers));
  }

  /** For a HEAD the endpoint answers as for a GET. */
  private static Route reading(Route route, Endpoint<?> endpoint) {
    return route.on(Method.GET, endpoint).on(Method.HEAD, endpoint);
  }
}
