package io.entrepot.server.main;

import io.entrepot.server.http.Method;
import io.entrepot.server.logo.LogoEndpoint;
import io.entrepot.server.oci.CreateOnPush;
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
import io.entrepot.storage.registry.Images;
import io.entrepot.storage.registry.Layers;
import io.entrepot.storage.registry.PullTimes;
import io.entrepot.storage.registry.RegistryStore;
import java.util.List;

/** The routes of the distribution specification (Endpoints), most often asked first, and logos. */
final class OciRoutes {
  private OciRoutes() {}

  static List<Route> of(RegistryStore store) {
    Images images = store.images();
    Layers layers = store.layers();
    CreateOnPush creation = new CreateOnPush(store.governance(), store.templates());
    return List.of(
        manifests(images, store.pulls(), creation),
        // Before the blobs, one of which "uploads" would be.
        uploads(layers, creation),
        upload(layers, creation),
        blobs(layers),
        reading(Route.at(OciPath.TAGS), new TagsEndpoint(images)),
        reading(Route.at(OciPath.REFERRERS), new ReferrersEndpoint(store.referrers(), images)),
        reading(Route.at(OciPath.CATALOG), new CatalogEndpoint(store.repositories())),
        reading(Route.at(OciPath.BASE), new BaseEndpoint()),
        reading(Route.at(LogoEndpoint.PATH), new LogoEndpoint(store.catalogs())));
  }

  private static Route manifests(Images images, PullTimes pulls, CreateOnPush creation) {
    return reading(Route.at(OciPath.MANIFEST), new GetManifestEndpoint(images, pulls))
        .on(Method.PUT, new PutManifestEndpoint(images, creation))
        .on(Method.DELETE, new DeleteManifestEndpoint(images));
  }

  private static Route uploads(Layers layers, CreateOnPush creation) {
    return Route.at(OciPath.UPLOADS).on(Method.POST, new StartUploadEndpoint(layers, creation));
  }

  private static Route upload(Layers layers, CreateOnPush creation) {
    return reading(Route.at(OciPath.UPLOAD), new UploadStatusEndpoint(layers))
        .on(Method.PATCH, new AppendUploadEndpoint(layers))
        .on(Method.PUT, new CompleteUploadEndpoint(layers, creation))
        .on(Method.DELETE, new CancelUploadEndpoint(layers));
  }

  private static Route blobs(Layers layers) {
    return Route.at(OciPath.BLOB)
        .on(Method.GET, new GetBlobEndpoint(layers))
        .on(Method.HEAD, new HeadBlobEndpoint(layers))
        .on(Method.DELETE, new DeleteBlobEndpoint(layers));
  }

  /** For a HEAD the endpoint answers as for a GET. */
  private static Route reading(Route route, Endpoint<?> endpoint) {
    return route.on(Method.GET, endpoint).on(Method.HEAD, endpoint);
  }
}
