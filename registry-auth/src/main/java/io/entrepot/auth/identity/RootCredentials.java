package io.entrepot.auth.identity;

import io.entrepot.auth.credential.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a new root shall be known by; what is empty is made at random. An access key's id and its
 * secret are given together or not at all.
 */
public record RootCredentials(
    Optional<Secret> password, Optional<String> accessKeyId, Optional<Secret> secretAccessKey) {
  /** Everything at random. */
  public static final RootCredentials RANDOM =
      new RootCredentials(Optional.empty(), Optional.empty(), Optional.empty());

  /** Characters of a given secret access key, at least and at most. */
  public static final int SHORTEST_SECRET = 16;

  public static final int LONGEST_SECRET = 128;

  private static final Pattern KEY_ID = Pattern.compile("\\w{16,128}");

  public RootCredentials {
    if (accessKeyId.isPresent() != secretAccessKey.isPresent()) {
      throw invalid("An access key id and its secret have to be given together.");
    }
    if (accessKeyId.isPresent() && !KEY_ID.matcher(accessKeyId.get()).matches()) {
      throw invalid("An access key id has 16 to 128 letters, digits and underscores.");
    }
    secretAccessKey.ifPresent(RootCredentials::checkSecret);
  }

  private static void checkSecret(Secret secret) {
    int length = secret.reveal().length();
    if (length < SHORTEST_SECRET || length > LONGEST_SECRET) {
      throw invalid(
          "A secret access key has " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters.");
    }
  }

  private static IdentityException invalid(String message) {
    return new IdentityFailure.InvalidInput(message).exception();
  }
}
