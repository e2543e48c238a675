package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.identity.IdentityName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No lookup that begins after a change was acknowledged misses it. */
final class CoherenceTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");
  private static final int CHANGES = 300;
  private static final int READERS = 4;

  @TempDir Path folder;

  @Test
  void a_change_is_never_missed_by_a_lookup_that_begins_after_it() throws Exception {
    try (TestStore test = new TestStore(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IdentityStore store = test.store();
      Login login =
          new Login(
              store.users().create(ACCOUNT, "alice").principal(),
              new Credential.AccessKey(store.accessKeys().create(ALICE).key().id()));
      store.identityTags().put(ALICE, Map.of("n", "0"));
      AtomicInteger acknowledged = new AtomicInteger();
      AtomicBoolean ended = new AtomicBoolean();
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reader(store, login, acknowledged, ended)));
      }
      try {
        for (int i = 1; i <= CHANGES; i++) {
          store.identityTags().put(ALICE, Map.of("n", "" + i));
          acknowledged.set(i);
        }
      } finally {
        ended.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertTrue(reader.get() > 0, "it has looked");
      }
      assertEquals("" + CHANGES, test.current(login).standing().tags().get("n"));
    }
  }

  private static Callable<Integer> reader(
      IdentityStore store, Login login, AtomicInteger acknowledged, AtomicBoolean ended) {
    return () -> {
      int looks = 0;
      while (!ended.get() || looks == 0) {
        check(acknowledged.get(), store.standings().of(login, Optional.empty()));
        check(acknowledged.get(), store.standings().now(login, Optional.empty()));
        looks++;
      }
      return looks;
    };
  }

  private static void check(int atLeast, StandingLookup lookup) {
    if (lookup instanceof StandingLookup.Current current) {
      int seen = Integer.parseInt(current.standing().tags().getOrDefault("n", "-1"));
      assertTrue(seen >= atLeast, seen + " was seen after " + atLeast);
    }
  }

  @Test
  void a_fill_that_a_change_overtakes_is_not_kept() {
    AtomicLong generation = new AtomicLong();
    Generations<String, String> cache = new Generations<>(generation::get, 10);
    String found =
        cache.get(
            "key",
            () -> {
              // The rows were read; then a change is made and acknowledged.
              generation.incrementAndGet();
              return "old";
            });
    assertEquals("old", found);
    assertEquals(Optional.empty(), cache.peek("key"));
    assertEquals("new", cache.get("key", () -> "new"));
    assertEquals(Optional.of("new"), cache.peek("key"));
    generation.incrementAndGet();
    assertEquals(Optional.empty(), cache.peek("key"));
  }

  @Test
  void a_change_that_fails_leaves_nothing_behind() {
    try (TestStore test = new TestStore(folder)) {
      IdentityStore store = test.store();
      assertEquals(
          "InvalidInput",
          TestStore.code(() ->
              store
                  .users()
                  .create(ACCOUNT, "alice", "/", Optional.empty(), Map.of("a", "1", "A", "2"))));
      assertEquals("NoSuchEntity", TestStore.code(() -> store.users().get(ACCOUNT, "alice")));
      store.users().create(ACCOUNT, "alice");
    }
  }
}
