import java.io.IOException;

/** What a client says to a registry to push, over one connection. Used by one thread at a time. */
record Registry(Connection connection) {
  /**
   * Pushes as docker does: ask for the layer, upload it, upload the configuration, then the
   * manifest.
   */
  void push(String repository, String tag, Image image) throws IOException {
    connection
        .send("HEAD", "/v2/" + repository + "/blobs/" + image.layerDigest())
        .expect(404, "HEAD of a new layer");
    upload(repository, image.layer(), image.layerDigest());
    upload(repository, image.config(), image.configDigest());
    putManifest(repository, tag, image);
  }

  void upload(String repository, byte[] blob, String digest) throws IOException {
    String location = startUpload(repository);
    connection
        .send("PUT", finish(location, digest), "application/octet-stream", blob)
        .expect(201, "PUT of a blob");
  }

  String startUpload(String repository) throws IOException {
    return connection
        .send("POST", "/v2/" + repository + "/blobs/uploads/")
        .expect(202, "POST of an upload")
        .location();
  }

  void putManifest(String repository, String tag, Image image) throws IOException {
    String target = "/v2/" + repository + "/manifests/" + tag;
    connection
        .send("PUT", target, Image.MANIFEST_TYPE, image.manifest())
        .expect(201, "PUT of a manifest");
  }

  void askFor(String repository, String digest) throws IOException {
    connection
        .send("HEAD", "/v2/" + repository + "/blobs/" + digest)
        .expect(200, "HEAD of a known blob");
  }

  void mount(String repository, String digest, String from) throws IOException {
    String query = "?mount=" + digest + "&from=" + from;
    connection
        .send("POST", "/v2/" + repository + "/blobs/uploads/" + query)
        .expect(201, "mount of a blob");
  }

  static String finish(String location, String digest) {
    return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
  }
}
