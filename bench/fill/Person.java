import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.Login;
import java.util.Base64;

/** A user as it logs in. */
record Person(Login login, String name, String secret) {
  /** As a header field. */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
  }
}
