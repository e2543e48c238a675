package io.entrepot.storage.verify;

import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that nobody has open, to be damaged by hand and looked at. */
public final class DamagedStore {
  /** Bytes of a page of the metadata's file. */
  static final int PAGE = 4096;

  private static final int THREADS = 3;

  private final Path directory;

  public DamagedStore(Path directory) {
    this.directory = directory;
  }

  /** What a verification said. */
  public record Outcome(VerifyReport report, List<Finding> findings) {
    public List<FindingKind> kinds() {
      return findings.stream().map(Finding::kind).toList();
    }
  }

  public Outcome verify() throws IOException {
    return verify(Optional.empty(), false);
  }

  Outcome removeOrphans() throws IOException {
    return verify(Optional.empty(), true);
  }

  Outcome quarantine() throws IOException {
    try (Database database = SqliteDatabase.open(metadata(), 1)) {
      return verify(Optional.of(database), false);
    }
  }

  private Outcome verify(Optional<Database> quarantine, boolean orphans) throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (CheckedStore store = open()) {
      VerifyOptions options = new VerifyOptions(THREADS, 0, quarantine, orphans);
      VerifyReport report = new Verification(store, options, findings::add).run();
      return new Outcome(report, findings);
    }
  }

  private CheckedStore open() throws IOException {
    return CheckedStore.of(
        Filesystem.open(directory, Layout.directories()),
        ReadOnlyDatabase.open(metadata(), THREADS),
        THREADS);
  }

  Path metadata() {
    return directory.resolve(SqliteDatabase.FILE_NAME);
  }

  /** The one file of this blob. */
  public Path file(Digest digest) throws IOException {
    Path shard = directory.resolve(Layout.blob(digest, "x").value()).resolveSibling("");
    try (Stream<Path> files = Files.list(shard)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(digest.hex()))
          .findAny()
          .orElseThrow();
    }
  }

  void flipByte(Path file, int position) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[position] ^= 1;
    Files.write(file, content);
  }

  /** The first page of a table, counted from 1 as SQLite does. */
  int rootPage(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + metadata());
        PreparedStatement statement =
            connection.prepareStatement("SELECT rootpage FROM sqlite_master WHERE name = ?")) {
      statement.setString(1, table);
      return statement.executeQuery().getInt(1);
    }
  }

  /** Changes rows as no release does: nothing is checked. */
  int sql(String text, Object... parameters) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + metadata());
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
