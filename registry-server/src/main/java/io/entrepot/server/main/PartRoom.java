package io.entrepot.server.main;

import io.entrepot.server.aws.LayerParts;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.wire.BlobRoom;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Puts the parts of layers that come as JSON where parts wait. Any thread. */
record PartRoom(LayerParts parts) implements BlobRoom {
  @Override
  public Incoming begin() throws IOException {
    LayerParts.Incoming part = parts.begin();
    return new Incoming() {
      @Override
      public void append(ByteBuffer bytes) throws IOException {
        part.append(bytes);
      }

      @Override
      public Tree whole() {
        return new Tree.Bytes(part.commit());
      }

      @Override
      public void close() throws IOException {
        part.close();
      }
    };
  }
}
