package io.entrepot.server.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.auth.decide.RefusedRequest;
import io.entrepot.auth.principal.AccountId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

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
  private static final int MAX_TEXT_BYTES = 256 << 10;

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
        .flatMap(refusal ->
            refusal.principal().account().flatMap(account -> encode(account, refusal.retold())))
        .map(text -> failure.told(failure.message() + INTRODUCTION + text))
        .orElse(failure);
  }

  private Optional<String> encode(AccountId account, RefusedRequest request) {
    for (AuthorizationText.Depth depth : AuthorizationText.Depth.values()) {
      byte[] text = JsonOutput.AWS.bytes(AuthorizationText.of(request, depth));
      String encoded =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(key.seal(sealedFor(account), deflated(text)));
      if (text.length <= MAX_TEXT_BYTES && encoded.length() <= MAX_LENGTH) {
        return Optional.of(encoded);
      }
    }
    return Optional.empty();
  }

  /** What a message says, as JSON; empty when it was not given to somebody of this account. */
  public Optional<String> decode(AccountId account, String message) {
    if (message.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(message);
      return Optional.of(new String(inflated(key.unseal(sealedFor(account), sealed)), UTF_8));
    } catch (IllegalArgumentException | MasterKeyException e) {
      // Whatever is wrong with it, the answer to its sender is the same.
      return Optional.empty();
    }
  }

  private static String sealedFor(AccountId account) {
    return "authorization message of " + account;
  }

  private static byte[] deflated(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream deflating = new DeflaterOutputStream(bytes)) {
      deflating.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] inflated(byte[] bytes) {
    try (InputStream inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return inflating.readNBytes(MAX_TEXT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
