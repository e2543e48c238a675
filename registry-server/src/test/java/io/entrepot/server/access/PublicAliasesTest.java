package io.entrepot.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.principal.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAliasesTest {
  private static final AccountId ONE = new AccountId("111122223333");
  private static final AccountId OTHER = new AccountId("444455556666");

  @ParameterizedTest
  @CsvSource({
    "000000000000, a0a0a0a0a0",
    "000000000001, a0a0a0a0a1",
    "000000000260, a0a0a0a1a0",
    "123456789012, c7a4e3w3x2",
    "999999999999, v8v5t9k6d9",
  })
  void every_account_has_a_default_alias_that_means_it(String account, String alias) {
    assertEquals(alias, PublicAliases.byDefault(new AccountId(account)));
    assertEquals(Optional.of(new AccountId(account)), PublicAliases.NONE.account(alias));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "team", "a0a0a0a0a", "a0a0a0a0a0a0", "A0a0a0a0a0", "0a0a0a0a0a", "z9z9z9z9z9"})
  void what_is_no_alias_means_nobody(String alias) {
    assertEquals(Optional.empty(), PublicAliases.NONE.account(alias));
  }

  @Test
  void the_first_alias_that_was_given_is_the_primary_one_and_the_default_one_stays_good() {
    Map<String, AccountId> named = new LinkedHashMap<>();
    named.put("team", ONE);
    named.put("others", OTHER);
    named.put("team-too", ONE);
    PublicAliases aliases = new PublicAliases(named);
    String byDefault = PublicAliases.byDefault(ONE);
    assertEquals("team", aliases.primary(ONE));
    assertEquals(List.of("team", "team-too", byDefault), aliases.of(ONE));
    assertEquals(Optional.of(ONE), aliases.account("team-too"));
    assertEquals(Optional.of(ONE), aliases.account(byDefault));
  }
}
