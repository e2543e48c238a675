package io.entrepot.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id (RFC 9106), written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. A
 * computation takes tens of milliseconds and {@link #MEMORY_KIB} of memory, so that at most {@link
 * #AT_ONCE} run, on platform threads of their own: virtual threads would give up their carriers.
 * Any thread may call; calls block.
 */
public final class Passwords implements AutoCloseable {
  /** Memory of one computation. */
  public static final int MEMORY_KIB = 19 * 1024;

  /** Computations that run at the same time. */
  public static final int AT_ONCE = 2;

  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String PREFIX =
      "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + "$";

  private final SecureRandom random;
  private final Runnable computed;
  private final byte[] nobodysSalt = new byte[SALT_BYTES];
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("password-", 0).daemon().factory());

  /**
   * @param computed told of each computation, for metrics; must not throw
   */
  public Passwords(SecureRandom random, Runnable computed) {
    this.random = random;
    this.computed = computed;
    random.nextBytes(nobodysSalt);
  }

  /** What is kept of a password. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return PREFIX
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(compute(password, salt));
  }

  /** Whether this is the password of which that was kept. */
  public boolean matches(String kept, String password) {
    int end = kept.indexOf('$', PREFIX.length());
    if (!kept.startsWith(PREFIX) || end < 0) {
      throw new IllegalArgumentException("not the hash of a password");
    }
    byte[] salt = Base64.getDecoder().decode(kept.substring(PREFIX.length(), end));
    byte[] hash = Base64.getDecoder().decode(kept.substring(end + 1));
    return MessageDigest.isEqual(hash, compute(password, salt));
  }

  /** Costs what {@link #matches} costs, for names that have no password. */
  public void matchNobody(String password) {
    compute(password, nobodysSalt);
  }

  private byte[] compute(String password, byte[] salt) {
    Supplier<byte[]> work = () -> argon2id(password.getBytes(StandardCharsets.UTF_8), salt);
    try {
      return CompletableFuture.supplyAsync(work, threads).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a password could not be computed", e.getCause());
    }
  }

  private byte[] argon2id(byte[] password, byte[] salt) {
    computed.run();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(ITERATIONS)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password, hash);
    return hash;
  }

  @Override
  public void close() {
    threads.close();
  }
}
