package io.entrepot.auth.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Hashes of passwords. */
final class PasswordsTest {
  @Test
  void a_password_matches_its_hash_alone() {
    try (Passwords passwords = new Passwords(new SecureRandom(), () -> {})) {
      String kept = passwords.hash("correct hörse");
      assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
      assertTrue(passwords.matches(kept, "correct hörse"));
      assertFalse(passwords.matches(kept, "correct horse"));
      assertNotEquals(kept, passwords.hash("correct hörse"));
    }
  }

  @Test
  void what_is_no_hash_is_a_fault() {
    try (Passwords passwords = new Passwords(new SecureRandom(), () -> {})) {
      for (String wrong : List.of("", "$argon2i$v=19$m=19456,t=2,p=1$a$b", "plain")) {
        assertThrows(IllegalArgumentException.class, () -> passwords.matches(wrong, "x"));
      }
    }
  }

  @Test
  void at_most_so_many_are_computed_at_once() throws Exception {
    AtomicInteger running = new AtomicInteger();
    List<Thread> computing = Collections.synchronizedList(new ArrayList<>());
    try (Passwords passwords =
            new Passwords(
                new SecureRandom(),
                () -> {
                  running.incrementAndGet();
                  computing.add(Thread.currentThread());
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(callers.submit(() -> passwords.matchNobody("x")));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    assertEquals(8, running.get());
    assertEquals(Passwords.AT_ONCE, computing.stream().distinct().count());
    assertTrue(computing.stream().noneMatch(Thread::isVirtual));
  }
}
