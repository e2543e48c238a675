package io.entrepot.server.event.webhook;

import io.entrepot.auth.credential.HmacSha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What a webhook's events are signed with (Standard Webhooks 1.0, Signature scheme): HMAC-SHA-256
 * over id, time and body. Several secrets give several signatures, so that one can follow another.
 * Any thread.
 */
public final class Secrets {
  /** What a secret begins with; Base64 follows. */
  static final String PREFIX = "whsec_";

  static final int MIN_BYTES = 24;
  static final int MAX_BYTES = 64;

  /** Secrets of one webhook. */
  static final int MAX_SECRETS = 4;

  private static final int NEW_BYTES = 32;
  private static final int MAX_FILE = 4 << 10;

  private final List<byte[]> keys;

  private Secrets(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a file with a secret in each line; makes it when there is none, for its owner alone.
   *
   * @throws IOException when there are none in it, in one sentence without them
   */
  public static Secrets readOrMake(Path file, RandomGenerator random) throws IOException {
    if (!Files.exists(file)) {
      make(file, random);
    }
    if (Files.size(file) > MAX_FILE) {
      throw new IOException(file + " is too large for a file of secrets");
    }
    List<byte[]> keys = new ArrayList<>();
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      if (!line.isBlank()) {
        keys.add(key(file, line.strip()));
      }
    }
    if (keys.isEmpty() || keys.size() > MAX_SECRETS) {
      throw new IOException(
          file + " has to hold 1 to " + MAX_SECRETS + " secrets, each in a line of its own");
    }
    return new Secrets(keys);
  }

  private static byte[] key(Path file, String line) throws IOException {
    try {
      byte[] bytes =
          line.startsWith(PREFIX)
              ? Base64.getDecoder().decode(line.substring(PREFIX.length()))
              : new byte[0];
      if (bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Its message would tell of the secret.
    }
    throw new IOException(
        "a line of "
            + file
            + " is no secret: it has to be "
            + PREFIX
            + " and the Base64 of "
            + MIN_BYTES
            + " to "
            + MAX_BYTES
            + " bytes");
  }

  private static void make(Path file, RandomGenerator random) throws IOException {
    byte[] bytes = new byte[NEW_BYTES];
    random.nextBytes(bytes);
    String line = PREFIX + Base64.getEncoder().encodeToString(bytes) + "\n";
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownersAlone("rwx------"));
    }
    // Whole or not at all: a file without a secret would refuse every start after a crash.
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownersAlone("rw-------"))) {
      channel.write(StandardCharsets.US_ASCII.encode(line));
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
  }

  /** Receivers are given what was made, so its name is to outlive a crash. */
  private static void sync(Path folder) throws IOException {
    if (isPosix()) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownersAlone(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * The value of the field {@code webhook-signature}.
   *
   * @param seconds since the epoch
   */
  String signatures(String id, long seconds, byte[] body) {
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] signed = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, signed, head.length, body.length);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, signed)))
        .collect(Collectors.joining(" "));
  }

  /** How many. */
  @Override
  public String toString() {
    return keys.size() + " secrets";
  }
}
