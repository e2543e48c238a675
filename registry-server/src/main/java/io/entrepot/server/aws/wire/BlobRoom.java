package io.entrepot.server.aws.wire;

import io.entrepot.server.aws.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the bytes of a large member go while a body comes, before it is known that whoever signed
 * it sent them. Any thread.
 */
@FunctionalInterface
public interface BlobRoom {
  /** Room for the bytes of one body. */
  Incoming begin() throws IOException;

  /** The bytes of one body. One thread. */
  interface Incoming extends AutoCloseable {
    /**
     * Takes the next ones, all that remain.
     *
     * @throws io.entrepot.server.aws.AwsException when they are too many
     */
    void append(ByteBuffer bytes) throws IOException;

    /** All of them, as the operation's input has them; until this is closed. */
    Tree whole();

    @Override
    void close() throws IOException;
  }
}
