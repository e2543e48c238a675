package io.entrepot.server.aws.sts;

import io.entrepot.auth.credential.Session;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.server.aws.wire.Xml;
import io.entrepot.server.http.FormFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What requests for sessions of any kind say of them, and what their answers do. */
final class SessionFields {
  private SessionFields() {}

  /** The session policies that are asked for: {@code Policy} and {@code PolicyArns}. */
  static NewSession wanted(FormFields form) {
    List<String> arns = new ArrayList<>();
    Optional<String> arn = arn(form, 1);
    while (arn.isPresent() && arns.size() <= NewSession.MAX_POLICY_ARNS) {
      arns.add(arn.get());
      arn = arn(form, arns.size() + 1);
    }
    if (arns.isEmpty() && form.hasAny("PolicyArns.")) {
      throw new StsRefusal(StsError.VALIDATION_ERROR, "PolicyArns is not a list of policies.");
    }
    try {
      return new NewSession(form.first("Policy"), arns, Map.of(), Set.of());
    } catch (IdentityException e) {
      throw new StsRefusal(StsError.VALIDATION_ERROR, e.failure().message());
    }
  }

  private static Optional<String> arn(FormFields form, int number) {
    return form.first("PolicyArns.member." + number + ".arn");
  }

  /** How much of the room its policies and tags take; nothing when it has none. */
  static void write(Session session, Xml xml) {
    int percent = session.percent();
    if (percent > 0) {
      xml.element("PackedPolicySize", Integer.toString(percent));
    }
  }
}
