package io.entrepot.server.oci.referrer;

import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.storage.oci.Descriptor;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.MediaType;
import io.entrepot.storage.registry.Referrer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** An image index of referrers that grows until it is as large as a manifest may be. */
final class ReferrersIndex {
  /** About the largest index, in bytes: what clients take for a manifest. */
  static final int MAX_BYTES = 4 << 20;

  /** What a descriptor takes beside its texts, in bytes, at most. */
  private static final int FRAME_BYTES = 512;

  private final List<Referrer> referrers = new ArrayList<>();
  private long bytes;

  /** Adds one; false when it does not fit any more. The first always fits. */
  boolean add(Referrer referrer) {
    long size = size(referrer);
    if (!referrers.isEmpty() && bytes + size > MAX_BYTES) {
      return false;
    }
    bytes += size;
    referrers.add(referrer);
    return true;
  }

  /** An estimate: a text outside ASCII takes up to three bytes for each character. */
  private static long size(Referrer referrer) {
    long size = FRAME_BYTES + 3L * referrer.artifactType().map(String::length).orElse(0);
    for (Map.Entry<String, String> annotation : referrer.annotations().entrySet()) {
      size += 3L * (annotation.getKey().length() + annotation.getValue().length());
    }
    return size;
  }

  int count() {
    return referrers.size();
  }

  /** The last one added. */
  Optional<Digest> last() {
    return referrers.isEmpty()
        ? Optional.empty()
        : Optional.of(referrers.getLast().descriptor().digest());
  }

  ResponseBody toBody() {
    return JsonBody.of(json -> {
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", 2);
      json.writeStringProperty("mediaType", MediaType.OCI_INDEX.value());
      json.writeArrayPropertyStart("manifests");
      referrers.forEach(referrer -> write(json, referrer));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Referrer referrer) {
    Descriptor descriptor = referrer.descriptor();
    json.writeStartObject();
    json.writeStringProperty("mediaType", descriptor.mediaType().value());
    json.writeStringProperty("digest", descriptor.digest().toString());
    json.writeNumberProperty("size", descriptor.size());
    referrer.artifactType().ifPresent(type -> json.writeStringProperty("artifactType", type));
    if (!referrer.annotations().isEmpty()) {
      json.writeObjectPropertyStart("annotations");
      // In order, so that the same referrers make the same bytes.
      new TreeMap<>(referrer.annotations()).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
