package io.entrepot.auth.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;

/**
 * The secret of an access key for those who check what was signed with it. The secret itself is not
 * told: only keys that are derived from it, each good for one day, region and service. Any thread.
 */
public final class SigningSecret {
  private final Secret secret;
  private final Login login;
  private final Optional<Session> session;
  private final Optional<Instant> issued;
  private final Optional<Instant> expires;

  /**
   * @param login whom a signature made with it proves
   * @param session what was laid down for a temporary key
   * @param issued when a temporary key was
   * @param expires when a temporary key ends; empty: it does not end by time
   */
  public SigningSecret(
      Secret secret,
      Login login,
      Optional<Session> session,
      Optional<Instant> issued,
      Optional<Instant> expires) {
    this.secret = secret;
    this.login = login;
    this.session = session;
    this.issued = issued;
    this.expires = expires;
  }

  public Login login() {
    return login;
  }

  public Optional<Session> session() {
    return session;
  }

  public Optional<Instant> issued() {
    return issued;
  }

  public Optional<Instant> expires() {
    return expires;
  }

  /**
   * The key that signs requests (AWS IAM user guide, "Create a signed AWS API request", step 4).
   *
   * @param date eight digits
   */
  public byte[] signingKey(String date, String region, String service) {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(UTF_8);
    for (String step : new String[] {date, region, service, "aws4_request"}) {
      key = HmacSha256.of(key, step.getBytes(UTF_8));
    }
    return key;
  }

  @Override
  public String toString() {
    return "SigningSecret[" + login + "]";
  }
}
