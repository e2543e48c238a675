package io.entrepot.server.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.auth.decide.RefusedRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.NotGrantedException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refusal says to those who look after the caller's account, sealed into its message (AWS
 * STS API reference, DecodeAuthorizationMessage). Nothing is stored of it, and no other account
 * opens it. Any thread.
 */
public final class AuthorizationMessages {
  /** What the key that they are sealed with is derived for. */
  public static final String PURPOSE = "authorization messages";

  /** Longest message, in characters; of what would be longer less is told. */
  public static final int MAX_LENGTH = 4_096;

  private static final String INTRODUCTION = ". Encoded authorization failure message: ";

  /** Texts are filled up to a multiple of this, in bytes. */
  private static final int STEP = 512;

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationMessages.class);

  private final MasterKey key;

  /**
   * @param key 32 bytes, the same after each start
   */
  public AuthorizationMessages(byte[] key) {
    this.key = new MasterKey(key, new SecureRandom());
  }

  /** A failure as AWS's clients are told of it: a refusal with what led to it, sealed. */
  public Failure told(Failure failure) {
    return failure
        .refused()
        .flatMap(this::encode)
        .map(text -> failure.told(failure.message() + INTRODUCTION + text))
        .orElse(failure);
  }

  /** Whatever keeps it from being told, the refusal stands. */
  private Optional<String> encode(NotGrantedException refusal) {
    try {
      return refusal.principal().account().flatMap(account -> encode(account, refusal.retold()));
    } catch (RuntimeException e) {
      LOG.error("what led to a refusal could not be told", e);
      return Optional.empty();
    }
  }

  private Optional<String> encode(AccountId account, RefusedRequest request) {
    for (AuthorizationText.Depth depth : AuthorizationText.Depth.values()) {
      byte[] text = padded(JsonOutput.AWS.bytes(AuthorizationText.of(request, depth)));
      String encoded =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(key.seal(sealedFor(account), text));
      if (encoded.length() <= MAX_LENGTH) {
        return Optional.of(encoded);
      }
    }
    return Optional.empty();
  }

  /**
   * Not compressed, and of few lengths: what the caller sent stands beside what it may not read,
   * and neither is to be guessed from how long they are together.
   */
  private static byte[] padded(byte[] text) {
    byte[] padded = Arrays.copyOf(text, (text.length + STEP - 1) / STEP * STEP);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  /** What a message says, as JSON; empty when it was not given to somebody of this account. */
  public Optional<String> decode(AccountId account, String message) {
    if (message.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(message);
      return Optional.of(new String(key.unseal(sealedFor(account), sealed), UTF_8).strip());
    } catch (IllegalArgumentException | MasterKeyException e) {
      // Whatever is wrong with it, the answer to its sender is the same.
      return Optional.empty();
    }
  }

  private static String sealedFor(AccountId account) {
    return "authorization message of " + account;
  }
}
