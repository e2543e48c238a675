package io.entrepot.server.aws.sts;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Tree.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Temporary keys, as the answers of AWS STS show them. Any thread. */
final class IssuedSessions {
  private final TemporaryKeys keys;
  private final InstantSource clock;

  IssuedSessions(TemporaryKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The members {@code Credentials} and, if the session carries anything, how full it is. */
  Members begin(Login login, Optional<Session> session, Duration duration) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    TemporaryKeys.Issued key;
    try {
      key = keys.issue(login, session, now, now.plus(duration));
    } catch (IllegalArgumentException e) {
      throw AwsError.PACKED_POLICY_TOO_LARGE.because(
          "The session policies and tags do not fit a session token.");
    }
    Members members =
        Members.of(
            "Credentials",
            Members.of("AccessKeyId", key.accessKeyId())
                .and("SecretAccessKey", key.secret().reveal())
                .and("SessionToken", key.sessionToken().reveal())
                .and("Expiration", key.expires()));
    int percent = session.map(Session::percent).orElse(0);
    return percent == 0 ? members : members.and("PackedPolicySize", percent);
  }
}
