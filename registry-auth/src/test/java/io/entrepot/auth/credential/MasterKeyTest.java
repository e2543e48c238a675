package io.entrepot.auth.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing, and the file that the key lies in. */
final class MasterKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void what_was_sealed_for_a_row_opens_there_and_nowhere_else() {
    MasterKey key = new MasterKey(new byte[MasterKey.BYTES], RANDOM);
    byte[] secret = "secret".getBytes(UTF_8);
    byte[] sealed = key.seal("row 1", secret);
    assertArrayEquals(secret, key.unseal("row 1", sealed));
    assertThrows(MasterKeyException.class, () -> key.unseal("row 2", sealed));
    for (int i = 0; i < sealed.length; i++) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      assertThrows(MasterKeyException.class, () -> key.unseal("row 1", damaged));
    }
    assertThrows(MasterKeyException.class, () -> key.unseal("row 1", new byte[0]));
    byte[] other = new byte[MasterKey.BYTES];
    other[0] = 1;
    assertThrows(
        MasterKeyException.class, () -> new MasterKey(other, RANDOM).unseal("row 1", sealed));
  }

  @Test
  void the_same_secret_is_never_sealed_alike() {
    MasterKey key = new MasterKey(new byte[MasterKey.BYTES], RANDOM);
    byte[] secret = "secret".getBytes(UTF_8);
    assertFalse(Arrays.equals(key.seal("row", secret), key.seal("row", secret)));
  }

  @Test
  void a_key_that_was_made_is_read_again_and_is_its_owners_alone() throws IOException {
    Path file = folder.resolve("master.key");
    byte[] sealed = KeyFile.readOrMake(file, RANDOM).seal("row", new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, KeyFile.readOrMake(file, RANDOM).unseal("row", sealed));
    assertArrayEquals(new byte[] {1, 2, 3}, KeyFile.read(file, RANDOM).unseal("row", sealed));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
  }

  @Test
  void a_key_file_that_others_may_read_is_refused() throws IOException {
    Path file = folder.resolve("master.key");
    KeyFile.readOrMake(file, RANDOM);
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rwx------", "rw--w----"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      assertTrue(refusal(file).contains("0600"), mode);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    KeyFile.read(file, RANDOM);
  }

  @Test
  void what_is_no_key_is_refused_without_being_repeated() throws IOException {
    Path file = folder.resolve("master.key");
    assertTrue(refusal(file).contains("does not exist"));
    KeyFile.readOrMake(file, RANDOM);
    String[] contents = {
      "",
      "s3cret!",
      Base64.getEncoder().encodeToString(new byte[MasterKey.BYTES - 1]),
      Base64.getEncoder().encodeToString(new byte[MasterKey.BYTES + 1]),
      "s3cret!".repeat(1000)
    };
    for (String content : contents) {
      Files.writeString(file, content);
      assertTrue(refusal(file).contains("32 random bytes"), content);
      assertFalse(refusal(file).contains("s3cret"));
    }
  }

  private static String refusal(Path file) {
    MasterKeyException refusal =
        assertThrows(MasterKeyException.class, () -> KeyFile.read(file, RANDOM));
    return String.valueOf(refusal.getMessage());
  }
}
