package io.entrepot.server.observe.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.HmacSha256;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.AuditEvent;
import io.entrepot.server.access.AuditEvent.Who;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes who asked (CloudTrail user guide, userIdentity element). One thread. */
final class IdentityText {
  /** CloudTrail's own words for a name that may be a secret. */
  static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

  private static final int MARK_BYTES = 4;
  private static final int KEY_BYTES = 32;

  private final ClaimedNames names;
  private final byte[] key = new byte[KEY_BYTES];

  IdentityText(ClaimedNames names) {
    this.names = names;
    new SecureRandom().nextBytes(key);
  }

  void write(AuditEvent event, JsonGenerator out) {
    out.writeObjectPropertyStart("userIdentity");
    switch (event.who()) {
      case Who.Known known -> known(known, out);
      case Who.Claimed claimed -> claimed(claimed, event.scene().account(), out);
    }
    out.writeEndObject();
  }

  /** How it was proved, and what was said before that was not understood. */
  void writeWay(AuditEvent event, JsonGenerator out) {
    switch (event.who()) {
      case Who.Known known -> {
        out.writeStringProperty("authentication", known.way());
        known.login().ifPresent(login -> out.writeStringProperty("credential", credential(login)));
      }
      case Who.Claimed claimed -> {
        out.writeStringProperty("authentication", claimed.way());
        claimed
            .name()
            .filter(name -> kind(name, event.scene().account()) == ClaimedNames.Kind.UNKNOWN)
            .ifPresent(name -> out.writeStringProperty("hiddenName", mark(name)));
      }
    }
  }

  private static String credential(Login login) {
    return switch (login.credential()) {
      case Credential.Password password -> "password";
      case Credential.AccessKey accessKey -> "access key";
      case Credential.WebIdentity token -> "web identity";
    };
  }

  private static void known(Who.Known who, JsonGenerator out) {
    Principal principal = who.principal();
    if (principal instanceof Principal.Anonymous) {
      // As CloudTrail has it for whoever reads a public bucket.
      out.writeStringProperty("type", "AWSAccount");
      out.writeStringProperty("principalId", "");
      out.writeStringProperty("accountId", "ANONYMOUS_PRINCIPAL");
      return;
    }
    out.writeStringProperty("type", type(principal));
    out.writeStringProperty("principalId", principal.userId());
    out.writeStringProperty("arn", principal.arn());
    principal.account().ifPresent(account -> out.writeStringProperty("accountId", account.value()));
    if (who.login().map(Login::credential).orElse(null) instanceof Credential.AccessKey accessKey) {
      out.writeStringProperty("accessKeyId", accessKey.id());
    }
    principal.userName().ifPresent(name -> out.writeStringProperty("userName", name));
    if (principal instanceof Principal.AssumedRole role) {
      session(role, who, out);
    }
  }

  private static String type(Principal principal) {
    return switch (principal) {
      case Principal.Anonymous anonymous -> "AWSAccount";
      case Principal.Root root -> "Root";
      case Principal.User user -> "IAMUser";
      case Principal.AssumedRole role -> "AssumedRole";
      case Principal.FederatedUser federated -> "FederatedUser";
    };
  }

  private static void session(Principal.AssumedRole role, Who.Known who, JsonGenerator out) {
    out.writeObjectPropertyStart("sessionContext");
    out.writeObjectPropertyStart("sessionIssuer");
    out.writeStringProperty("type", "Role");
    out.writeStringProperty("principalId", role.roleId());
    out.writeStringProperty("arn", role.principalArn());
    out.writeStringProperty("accountId", role.owner().value());
    out.writeStringProperty("userName", role.role());
    out.writeEndObject();
    if (who.login().map(Login::credential).orElse(null) instanceof Credential.WebIdentity token) {
      out.writeObjectPropertyStart("webIdFederationData");
      out.writeStringProperty("federatedProvider", BoundedText.of(token.provider()));
      out.writeEndObject();
    }
    out.writeObjectPropertyStart("attributes");
    Optional<Instant> issued = who.issued();
    issued.ifPresent(time -> out.writeStringProperty("creationDate", time.toString()));
    out.writeStringProperty("mfaAuthenticated", "false");
    out.writeEndObject();
    out.writeEndObject();
  }

  private void claimed(Who.Claimed who, AccountId account, JsonGenerator out) {
    out.writeStringProperty("type", "Unknown");
    out.writeStringProperty("accountId", account.value());
    who.name()
        .ifPresent(name -> {
          switch (kind(name, account)) {
            case USER -> out.writeStringProperty("userName", BoundedText.of(name));
            case ACCESS_KEY -> out.writeStringProperty("accessKeyId", BoundedText.of(name));
            case UNKNOWN -> out.writeStringProperty("userName", HIDDEN);
          }
        });
  }

  private ClaimedNames.Kind kind(String name, AccountId account) {
    return names.of(account, name);
  }

  /** The same for the same name until the server starts anew; nobody can try names against it. */
  private String mark(String name) {
    return HexFormat.of().formatHex(HmacSha256.of(key, name.getBytes(UTF_8)), 0, MARK_BYTES);
  }
}
