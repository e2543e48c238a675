package io.entrepot.auth.credential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that holds the master key: 32 bytes as base64, for its owner's eyes alone. */
public final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** More than a key and some white space is not a key file. */
  private static final long LARGEST = 1024;

  private KeyFile() {}

  /**
   * Reads the key that an operator provides; a {@link MasterKeyException} when it is absent, is
   * none, or others may read it.
   */
  public static MasterKey read(Path file, SecureRandom random) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new MasterKeyException(
            "The key file "
                + file
                + " does not exist; a first one is made by: (umask 077; head -c "
                + MasterKey.BYTES
                + " /dev/urandom | base64 > "
                + file
                + ")");
      }
      if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new MasterKeyException(
            "The key file " + file + " may be read by others; give it the mode 0600.");
      }
      if (Files.size(file) > LARGEST) {
        throw none(file);
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length != MasterKey.BYTES) {
        throw none(file);
      }
      return new MasterKey(key, random);
    } catch (IllegalArgumentException e) {
      // Its message would quote from the file.
      throw none(file);
    } catch (IOException e) {
      throw new MasterKeyException("The key file " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads the key, or makes one when there is no file and warns that it lies beside what it
   * protects.
   */
  public static MasterKey readOrMake(Path file, SecureRandom random) {
    if (!Files.exists(file)) {
      make(file, random);
      LOG.warn(
          "a master key was made at {}: move it away from the data that it protects, and name it"
              + " with --key-file",
          file);
    }
    return read(file, random);
  }

  private static void make(Path file, SecureRandom random) {
    byte[] key = new byte[MasterKey.BYTES];
    random.nextBytes(key);
    FileAttribute<?>[] attributes =
        posix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer text =
          ByteBuffer.wrap(
              (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      LOG.debug("another process made the master key at the same time", e);
    } catch (IOException e) {
      throw new MasterKeyException("The key file " + file + " cannot be made: " + e, e);
    }
    syncFolder(file);
  }

  /** Secrets that are sealed with a key whose name was lost in a crash are lost with it. */
  private static void syncFolder(Path file) {
    if (!posix()) {
      return;
    }
    Path folder = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new MasterKeyException("The folder of the key file cannot be synced: " + e, e);
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static MasterKeyException none(Path file) {
    return new MasterKeyException(
        "The key file "
            + file
            + " has to hold "
            + MasterKey.BYTES
            + " random bytes as base64 text, and nothing else.");
  }
}
