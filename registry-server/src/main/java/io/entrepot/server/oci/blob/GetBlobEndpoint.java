package io.entrepot.server.oci.blob;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import io.entrepot.storage.registry.LayerContent;
import io.entrepot.storage.registry.Layers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code GET /v2/<name>/blobs/<digest>}, whole or a range of it (Pulling blobs). */
public final class GetBlobEndpoint implements Endpoint<BlobRequest> {
  private final Layers layers;

  public GetBlobEndpoint(Layers layers) {
    this.layers = layers;
  }

  @Override
  public BlobRequest parse(Request request, PathValues path) {
    return BlobRequest.parse(request, path);
  }

  @Override
  public Requirement requirement(BlobRequest blob) {
    return OciPermission.pull(
        blob.repository(),
        () -> OciPermission.on(blob.repository(), EcrAction.GET_DOWNLOAD_URL_FOR_LAYER));
  }

  @Override
  public Response handle(BlobRequest blob, Grant grant) throws IOException {
    if (blob.known()) {
      // Only what the repository links is known to be unchanged.
      layers.stat(blob.repository(), blob.digest());
      return blob.answer(304);
    }
    LayerContent content = layers.open(blob.repository(), blob.digest());
    try {
      return answer(blob, content);
    } catch (RuntimeException refused) {
      content.close();
      throw refused;
    }
  }

  private static Response answer(BlobRequest blob, LayerContent content) {
    long size = content.size();
    ByteRange range =
        blob.range().map(field -> ByteRange.parse(field, size)).orElseGet(ByteRange.Whole::new);
    return switch (range) {
      case ByteRange.Whole whole -> octets(blob.answer(200), body(content, 0, size));
      case ByteRange.Part part ->
          octets(blob.answer(206), body(content, part.first(), part.length()))
              .withHeader(
                  "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
      case ByteRange.Unsatisfiable none ->
          throw new RefusedException(
              416,
              OciError.SIZE_INVALID,
              "the blob has " + size + " bytes, none of them in the range",
              List.of("Content-Range", "bytes */" + size, "Accept-Ranges", "bytes"));
    };
  }

  private static Response octets(Response response, ResponseBody body) {
    return response.withHeader("Content-Type", "application/octet-stream").withBody(body);
  }

  private static ResponseBody body(LayerContent content, long first, long length) {
    return switch (content) {
      case LayerContent.InMemory memory -> new ResponseBody.InMemory(part(memory, first, length));
      case LayerContent.InFile file ->
          new ResponseBody.FilePart(file.channel(), file.position() + first, length);
    };
  }

  private static byte[] part(LayerContent.InMemory memory, long first, long length) {
    return length == memory.size()
        ? memory.bytes()
        : Arrays.copyOfRange(memory.bytes(), (int) first, (int) (first + length));
  }
}
