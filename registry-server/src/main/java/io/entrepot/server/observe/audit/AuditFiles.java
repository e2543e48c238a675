package io.entrepot.server.observe.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records in files that only their owner may read: {@code audit.jsonl} is the one that grows;
 * one that ended is called by the time of its first record, such as {@code
 * audit-20261121T154212.000Z-0001.jsonl}, so that the order of names is the order of time.
 */
public final class AuditFiles implements AuditSink {
  /** The file that grows. */
  public static final String CURRENT = "audit.jsonl";

  private static final Logger LOG = LoggerFactory.getLogger(AuditFiles.class);
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_IN_A_MILLISECOND = 9_999;

  private final Path folder;
  private final AuditFileLimits limits;
  private final InstantSource clock;
  private FileChannel channel;
  private long size;
  private Optional<Instant> begun;

  private AuditFiles(Path folder, AuditFileLimits limits, InstantSource clock, FileChannel channel)
      throws IOException {
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    this.channel = channel;
    AuditTail tail = AuditTail.of(channel, clock.instant());
    if (tail.torn() > 0) {
      LOG.warn("{} bytes of a record that was never finished were cut off", tail.torn());
      channel.truncate(tail.whole());
    }
    size = tail.whole();
    begun = tail.begun();
    prune();
  }

  /** Goes on with the file that is there, or begins one; makes the folder. */
  public static AuditFiles open(Path folder, AuditFileLimits limits, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder, FOLDER);
    FileChannel channel = open(folder);
    try {
      return new AuditFiles(folder, limits, clock, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    Path file = folder.resolve(CURRENT);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(OWNER));
    Files.setPosixFilePermissions(file, OWNER);
    return channel;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    if (size > 0 && (size + lines.length > limits.fileBytes() || isOld())) {
      rotate();
    }
    ByteBuffer buffer = ByteBuffer.wrap(lines);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, size + buffer.position());
      }
    } catch (IOException e) {
      // Part of a line may have found room.
      channel.truncate(size);
      throw e;
    }
    if (begun.isEmpty()) {
      begun = Optional.of(clock.instant());
    }
    size += lines.length;
  }

  private boolean isOld() {
    return begun.isPresent() && !clock.instant().isBefore(begun.get().plus(limits.fileAge()));
  }

  private void rotate() throws IOException {
    channel.force(true);
    Files.move(
        folder.resolve(CURRENT), freeName(begun.orElseThrow()), StandardCopyOption.ATOMIC_MOVE);
    FileChannel ended = channel;
    channel = open(folder);
    size = 0;
    begun = Optional.empty();
    ended.close();
    syncFolder();
    prune();
  }

  private Path freeName(Instant time) throws IOException {
    for (int number = 1; number <= MOST_IN_A_MILLISECOND; number++) {
      Path name =
          folder.resolve(
              String.format(Locale.ROOT, "audit-%s-%04d.jsonl", TIME.format(time), number));
      if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        return name;
      }
    }
    throw new IOException("the audit log ends too many files at once");
  }

  /** Deletes the oldest, until there is room for all that the file that grows may hold. */
  private void prune() throws IOException {
    List<Path> ended = ended();
    long total = limits.fileBytes();
    for (Path file : ended) {
      total += Files.size(file);
    }
    for (Path oldest : ended) {
      if (total <= limits.totalBytes()) {
        return;
      }
      total -= Files.size(oldest);
      Files.delete(oldest);
      LOG.info("{} was deleted: the audit log has reached its total size", oldest.getFileName());
    }
  }

  private List<Path> ended() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(file -> file.getFileName().toString().matches("audit-.*\\.jsonl"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  private void syncFolder() throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  @Override
  public void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.force(true);
    channel.close();
  }
}
