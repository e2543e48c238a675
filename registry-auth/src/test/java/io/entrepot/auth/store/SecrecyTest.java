package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ROOT_PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.token.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets lie sealed, and show in no text. */
final class SecrecyTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");

  @TempDir Path folder;

  @Test
  void no_file_holds_a_secret_and_none_is_open_to_others() throws IOException {
    try (TestStore test = new TestStore(folder)) {
      test.store().users().create(ACCOUNT, "alice");
      String secret = test.store().accessKeys().create(ALICE).secret().reveal();
      test.store().loginProfiles().create(ALICE, "correct horse");
      test.reopen();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          for (String hidden :
              List.of(
                  secret, "correct horse", ROOT_PASSWORD, test.root.secretAccessKey().reveal())) {
            assertFalse(text.contains(hidden), file.toString());
          }
          assertEquals(
              PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        }
      }
      assertTrue(Files.size(folder.resolve("identity.db")) > 0);
    }
  }

  @Test
  void no_value_shows_its_secret() throws Exception {
    try (TestStore test = new TestStore(folder)) {
      test.store().users().create(ACCOUNT, "alice");
      NewAccessKey key = test.store().accessKeys().create(ALICE);
      assertFalse(key.toString().contains(key.secret().reveal()));
      assertTrue(key.toString().contains(key.key().id()));
      assertFalse(test.root.toString().contains(ROOT_PASSWORD));
      assertFalse(test.root.toString().contains(test.root.secretAccessKey().reveal()));
      assertFalse(new PasswordRow(Optional.of("$argon2id$x"), 1).toString().contains("x"));
      assertFalse(new KeyState("AIDA", new byte[] {77, 78}, true).toString().contains("77"));
      assertEquals("MasterKey", TestStore.key(3).toString());
    }
  }

  @Test
  void a_refusal_does_not_repeat_the_password() {
    try (TestStore test = new TestStore(folder)) {
      test.store().users().create(ACCOUNT, "alice");
      String tooShort = "pa55";
      assertFalse(
          TestStore.refused(() -> test.store().loginProfiles().create(ALICE, tooShort))
              .toString()
              .contains(tooShort));
    }
  }

  @Test
  void another_master_key_is_told_at_the_start() {
    new TestStore(folder).close();
    Path file = folder.resolve("identity.db");
    MasterKeyException refusal =
        assertThrows(
            MasterKeyException.class,
            () ->
                IdentityStore.open(
                    file, TestStore.key(8), () -> TestStore.NOW, new SecureRandom()));
    assertEquals(
        "The master key is not the one that the stored identities were sealed with.",
        refusal.getMessage());
    IdentityStore.open(file, TestStore.key(7), () -> TestStore.NOW, new SecureRandom()).close();
  }

  @Test
  void keys_that_sign_tokens_are_kept_sealed_and_come_back_whole() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    try (TestStore test = new TestStore(folder)) {
      assertEquals(List.of(), test.store().signingKeys().keys());
      test.store().signingKeys().add(new SigningKey("one", pair, TestStore.NOW));
      test.reopen();
      SigningKey kept = test.store().signingKeys().keys().getFirst();
      assertEquals("one", kept.id());
      assertEquals(TestStore.NOW, kept.created());
      assertEquals(pair.getPrivate(), kept.pair().getPrivate());
      assertEquals(pair.getPublic(), kept.pair().getPublic());
      assertEquals(
          "EntityAlreadyExists", TestStore.code(() -> test.store().signingKeys().add(kept)));
      test.store().signingKeys().remove("one");
      test.store().signingKeys().remove("one");
      assertEquals(List.of(), test.store().signingKeys().keys());
    }
  }
}
