package io.entrepot.server.oci;

/** Header fields that the distribution specification names, and docker's before it. */
public final class OciHeader {
  public static final String CONTENT_DIGEST = "Docker-Content-Digest";
  public static final String UPLOAD_ID = "Docker-Upload-UUID";
  public static final String API_VERSION = "Docker-Distribution-API-Version";
  public static final String SUBJECT = "OCI-Subject";
  public static final String TAG = "OCI-Tag";
  public static final String FILTERS_APPLIED = "OCI-Filters-Applied";

  /**
   * For what is named by its digest and so never changes. Private, since a cache that is shared
   * between callers would answer those who may not read it.
   */
  public static final String CACHE_FOREVER = "private, max-age=31536000, immutable";

  /** For what is named by a tag: may be kept, but is asked for again with its entity tag. */
  public static final String CACHE_AND_ASK = "private, no-cache";

  private OciHeader() {}
}
