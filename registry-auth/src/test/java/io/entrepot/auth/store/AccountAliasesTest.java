package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.code;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account's name besides its number. */
final class AccountAliasesTest {
  private static final AccountId OTHER = new AccountId("210987654321");

  @TempDir Path folder;

  @Test
  void an_account_has_one_alias_that_no_other_account_has() {
    try (TestStore made = new TestStore(folder)) {
      made.store().accounts().create(OTHER, RootCredentials.RANDOM);
      AccountAliases aliases = made.store().accountAliases();
      assertEquals(Optional.empty(), aliases.of(ACCOUNT));
      aliases.set(ACCOUNT, "first");
      aliases.set(ACCOUNT, "second");
      assertEquals(Optional.of("second"), aliases.of(ACCOUNT));
      assertEquals("EntityAlreadyExists", code(() -> aliases.set(OTHER, "second")));
      aliases.set(OTHER, "first");
      assertEquals("NoSuchEntity", code(() -> aliases.delete(OTHER, "second")));
      aliases.delete(ACCOUNT, "second");
      assertEquals(Optional.empty(), aliases.of(ACCOUNT));
    }
  }

  @Test
  void the_longest_alias_is_taken_and_one_that_is_longer_is_not() {
    try (TestStore made = new TestStore(folder)) {
      AccountAliases aliases = made.store().accountAliases();
      String longest = "a".repeat(NameRules.ALIAS);
      aliases.set(ACCOUNT, longest);
      assertEquals("InvalidInput", code(() -> aliases.set(ACCOUNT, longest + "a")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "Abc", "-abc", "abc-", "a--b", "a_b", "123456789012"})
  void what_is_no_alias_is_refused(String alias) {
    try (TestStore made = new TestStore(folder)) {
      AccountAliases aliases = made.store().accountAliases();
      assertEquals("InvalidInput", code(() -> aliases.set(ACCOUNT, alias)));
    }
  }
}
