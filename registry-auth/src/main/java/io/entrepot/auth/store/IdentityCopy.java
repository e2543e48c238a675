package io.entrepot.auth.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies all identities while they are in use. */
public final class IdentityCopy {
  private IdentityCopy() {}

  /**
   * Writes the state of one moment into a new file that its owner alone may read, and makes it
   * durable. Secrets stay sealed: without the master key, which lies elsewhere, nothing opens them.
   *
   * @param target does not exist; what lies there after a failure is of no use
   */
  public static void write(Path source, Path target) throws IOException {
    // With its mode before it holds anything.
    SqliteConnections.make(target);
    try (Sql sql = new SqliteConnections(source).copier()) {
      sql.update("VACUUM INTO ?", target.toAbsolutePath().toString());
    }
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
