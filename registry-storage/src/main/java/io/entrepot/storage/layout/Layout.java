package io.entrepot.storage.layout;

import io.entrepot.storage.driver.StorageKey;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Every key that is ever written:
 *
 * <pre>
 * uploads/ID                                an upload's bytes so far; ID is its UUID
 * blobs/ALGORITHM/HH/HEX.GENERATION         a blob; HH are the first two digits of HEX
 * quarantine/ALGORITHM/HEX.GENERATION       a blob that verification set aside
 * </pre>
 *
 * <p>The generation tells copies of one digest from each other: a copy that is being removed is
 * never met by a push of the same digest, which gets a generation of its own. The blob's row says
 * which is the one.
 */
public final class Layout {
  /** Below it lie the uploads. */
  public static final StorageKey UPLOADS = new StorageKey("uploads");

  /** Below it lie the blobs. */
  public static final StorageKey BLOBS = new StorageKey("blobs");

  private static final StorageKey QUARANTINE = new StorageKey("quarantine");
  private static final int SHARDS = 256;

  private Layout() {}

  public static StorageKey upload(UUID id) {
    return UPLOADS.resolve(id.toString());
  }

  public static StorageKey blob(Digest digest, String generation) {
    return blobFolder(digest).resolve(digest.hex() + "." + generation);
  }

  /** Where all copies of all blobs stand whose digests begin like this one. */
  public static StorageKey blobFolder(Digest digest) {
    return BLOBS.resolve(digest.algorithm().label()).resolve(digest.hex().substring(0, 2));
  }

  public static StorageKey quarantined(Digest digest, String generation) {
    return QUARANTINE.resolve(digest.algorithm().label()).resolve(digest.hex() + "." + generation);
  }

  /** What a blob's key says. */
  public record BlobName(Digest digest, String generation) {}

  /** Reads a key that {@link #blob} made; empty when it is none. */
  public static Optional<BlobName> blobName(StorageKey key) {
    String name = key.lastComponent();
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      int length = algorithm.hexLength();
      String hex = name.substring(0, Math.min(length, name.length()));
      if (name.length() > length + 1 && name.charAt(length) == '.' && isHex(hex)) {
        BlobName read = new BlobName(new Digest(algorithm, hex), name.substring(length + 1));
        return Optional.of(read).filter(it -> blob(it.digest(), it.generation()).equals(key));
      }
    }
    return Optional.empty();
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** All prefixes that objects stand right below. Made with the store. */
  public static List<StorageKey> directories() {
    List<StorageKey> directories = new ArrayList<>();
    directories.add(UPLOADS);
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      directories.add(QUARANTINE.resolve(algorithm.label()));
      StorageKey blobs = BLOBS.resolve(algorithm.label());
      for (int shard = 0; shard < SHARDS; shard++) {
        directories.add(blobs.resolve(String.format(Locale.ROOT, "%02x", shard)));
      }
    }
    return List.copyOf(directories);
  }
}
