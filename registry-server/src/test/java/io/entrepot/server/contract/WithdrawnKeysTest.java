package io.entrepot.server.contract;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a key is believed that an identity provider has withdrawn. */
final class WithdrawnKeysTest {
  @RegisterExtension
  static final GuardedExtension SERVER = new GuardedExtension("--web-identity-fresh-keys=1m");

  @Test
  void a_withdrawn_key_is_believed_for_as_long_as_keys_are_fresh() throws IOException {
    try (WorkloadRig rig = WorkloadRig.of(SERVER)) {
      String[] tokens = new String[3];
      for (int i = 0; i < tokens.length; i++) {
        String id = "token " + i;
        tokens[i] = rig.issuer.token(claims -> claims.jwtID(id));
      }
      rig.present(tokens[0]).expect(200);
      rig.issuer.rotate("other");
      SERVER.running().pass(Duration.ofSeconds(59));
      rig.present(tokens[1]).expect(200);
      SERVER.running().pass(Duration.ofSeconds(1));
      rig.expectRefused(tokens[2], "no key such as the token is signed with");
    }
  }
}
