package io.entrepot.server.aws.wire;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import io.entrepot.server.access.SignedHead;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.JsonInput;
import io.entrepot.server.aws.LayerParts;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.OperationDesk;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.shape.JsonForm;
import io.entrepot.server.aws.shape.Shape;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * How {@link JsonDoor} reads a request: nothing of the body before it is known what it is for and
 * that its head is signed. One thread; closed when the operation is done.
 */
final class JsonReading implements OperationDesk.Asked, AutoCloseable {
  /** The operation whose body is too large to be read whole, and the member that makes it so. */
  private static final String LARGE = "UploadLayerPart";

  private static final String LARGE_MEMBER = "layerPartBlob";

  private final JsonDoor door;
  private final Arrival arrival;
  private final Grant unidentified;
  private final String target;
  private byte[] body = {};
  private Optional<LayerParts.Incoming> part = Optional.empty();

  JsonReading(JsonDoor door, Arrival arrival, Grant unidentified, String target) {
    this.door = door;
    this.arrival = arrival;
    this.unidentified = unidentified;
    this.target = target;
  }

  @Override
  public Identified identify() throws IOException {
    Set<String> services = Set.of(service().name());
    SignedHead head = door.signatures().begin(arrival, unidentified, services);
    if (name().equals(LARGE)) {
      return drain(head, door.parts().begin());
    }
    SignedHead.Signed signed = head.body(arrival.request().body().readAll(BodyLimits.of(name())));
    body = signed.body();
    return signed.signer();
  }

  private Identified drain(SignedHead head, LayerParts.Incoming incoming) throws IOException {
    part = Optional.of(incoming);
    BlobScanner scanner =
        new BlobScanner(LARGE_MEMBER, BodyLimits.MAX_BYTES_BESIDE_PART, incoming::append);
    Identified signer = head.drain(arrival.request().body(), scanner::write);
    body = scanner.left();
    return signer;
  }

  @Override
  public Operation operation() {
    return service().operation(name());
  }

  @Override
  public Tree.Members input() {
    WireService service = service();
    Shape.Structure shape = service.input(operation());
    Tree.Members input = service.valid(shape, JsonForm.read(shape, JsonInput.readLarge(body)));
    return part.isPresent() ? input.and(LARGE_MEMBER, new Tree.Bytes(part.get().commit())) : input;
  }

  private WireService service() {
    int dot = target.indexOf('.');
    WireService service = dot < 0 ? null : door.services().get(target.substring(0, dot));
    if (service == null || !service.knows(name())) {
      throw unknown();
    }
    return service;
  }

  private AwsException unknown() {
    return AwsError.UNKNOWN_OPERATION.because("No operation has the target " + target + ".");
  }

  private String name() {
    return target.substring(target.indexOf('.') + 1);
  }

  @Override
  public void close() throws IOException {
    if (part.isPresent()) {
      part.get().close();
    }
  }
}
