package io.entrepot.server.contract;

import static io.entrepot.server.contract.AwsCaller.element;
import static io.entrepot.server.contract.AwsCaller.refusedJson;
import static io.entrepot.server.contract.AwsCaller.refusedXml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who is let in on {@code POST /}, and what is said to who is not. */
final class AwsSignaturesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private final IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "*"));
  private final NewAccessKey key = SERVER.key(user);

  private AwsCaller caller(String service) {
    return new AwsCaller(SERVER, Signing.with(key.key().id(), key.secret().reveal(), service));
  }

  private static Answer ask(AwsCaller caller) {
    return caller.signing().service().equals("ecr")
        ? caller.ecr("GetRegistryPolicy", "{}")
        : caller.query("GetCallerIdentity");
  }

  /** Refused alike by both protocols, each in its words. */
  private void refused(Signing json, Signing query, String name, int status, String code) {
    String message = refusedJson(ask(caller("ecr").signing(json)), 400, name);
    assertEquals(message, refusedXml(ask(caller("sts").signing(query)), status, code));
    assertTrue(!message.isEmpty());
  }

  @Test
  void a_wrong_secret_does_not_match() {
    refused(
        Signing.with(key.key().id(), "wrong", "ecr"),
        Signing.with(key.key().id(), "wrong", "sts"),
        "InvalidSignatureException",
        403,
        "SignatureDoesNotMatch");
  }

  @Test
  void an_unknown_key_is_no_token() {
    refused(
        Signing.with("AKIAXXXXXXXXXXXXXXXA", "wrong", "ecr"),
        Signing.with("AKIAXXXXXXXXXXXXXXXA", "wrong", "sts"),
        "UnrecognizedClientException",
        403,
        "InvalidClientTokenId");
  }

  @Test
  void a_clock_may_differ_by_a_quarter_of_an_hour() {
    Signing json = caller("ecr").signing();
    Signing query = caller("sts").signing();
    ask(caller("sts").signing(query.late(Duration.ofMinutes(14)))).expect(200);
    ask(caller("sts").signing(query.late(Duration.ofMinutes(-14)))).expect(200);
    for (int minutes : new int[] {16, -16}) {
      refused(
          json.late(Duration.ofMinutes(minutes)),
          query.late(Duration.ofMinutes(minutes)),
          "InvalidSignatureException",
          403,
          "SignatureDoesNotMatch");
    }
  }

  @Test
  void a_signature_for_another_service_does_not_match() {
    assertEquals(
        "Credential should be scoped to correct service: 'ecr'.",
        refusedJson(
            caller("iam").ecr("GetRegistryPolicy", "{}"), 400, "InvalidSignatureException"));
    refusedXml(
        caller("ecr").form("Action=ListUsers&Version=2010-05-08"), 403, "SignatureDoesNotMatch");
  }

  @Test
  void without_a_signature_there_is_no_token() {
    String target = AwsCaller.TARGETS.get("ecr") + ".GetRegistryPolicy";
    refusedJson(
        SERVER.http().call("POST", "/", "{}".getBytes(UTF_8), "X-Amz-Target", target),
        400,
        "MissingAuthenticationTokenException");
    byte[] form = "Action=GetCallerIdentity&Version=2011-06-15".getBytes(UTF_8);
    refusedXml(SERVER.http().call("POST", "/", form), 403, "MissingAuthenticationToken");
    refusedXml(
        SERVER.http().call("POST", "/", form, "Authorization", GuardedExtension.basic(user)),
        400,
        "IncompleteSignature");
    refusedXml(
        SERVER.http().call("POST", "/", form, "Authorization", "AWS4-HMAC-SHA256 Credential=x"),
        400,
        "IncompleteSignature");
  }

  @Test
  void a_key_that_was_switched_off_is_no_token_from_then_on() {
    ask(caller("sts")).expect(200);
    SERVER.running().identities().accessKeys().activate(user, key.key().id(), false);
    refusedXml(ask(caller("sts")), 403, "InvalidClientTokenId");
    SERVER.running().identities().accessKeys().activate(user, key.key().id(), true);
    ask(caller("sts")).expect(200);
  }

  @Test
  void a_temporary_key_is_good_with_its_session_token_until_it_expires() {
    TemporaryKeys.Issued issued = temporary();
    Signing bare = Signing.with(issued.accessKeyId(), issued.secret().reveal(), "sts");
    Signing whole = bare.session(issued.sessionToken().reveal());
    assertEquals(
        "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":user/" + user.name(),
        element(ask(caller("sts").signing(whole)).expect(200), "Arn"));
    refusedXml(ask(caller("sts").signing(bare)), 403, "InvalidClientTokenId");
    TemporaryKeys.Issued other = temporary();
    refusedXml(
        ask(caller("sts").signing(bare.session(other.sessionToken().reveal()))),
        403,
        "InvalidClientTokenId");
    SERVER.running().pass(Duration.ofMinutes(16));
    Signing json = Signing.with(issued.accessKeyId(), issued.secret().reveal(), "ecr");
    refused(
        json.session(issued.sessionToken().reveal()),
        whole,
        "ExpiredTokenException",
        403,
        "ExpiredToken");
  }

  private TemporaryKeys.Issued temporary() {
    String id =
        SERVER.running().identities().users().get(GuardedRegistry.ACCOUNT, user.name()).id();
    Login login =
        new Login(
            new Principal.User(GuardedRegistry.ACCOUNT, "/", user.name(), id),
            new Credential.AccessKey(key.key().id()));
    return SERVER
        .running()
        .identities()
        .temporaryKeys()
        .issue(
            login,
            Optional.empty(),
            SERVER.running().now(),
            SERVER.running().now().plus(Duration.ofMinutes(15)));
  }

  @Test
  void the_audit_log_hears_who_signed_and_who_did_not() throws IOException {
    caller("ecr").ecr("DeleteRegistryPolicy", "{}").expect(400);
    ask(caller("ecr").signing(Signing.with(key.key().id(), "wrong", "ecr"))).expect(400);
    JsonNode done = null;
    JsonNode wrong = null;
    for (JsonNode record : SERVER.auditRecords()) {
      String text = record.toString();
      if (text.contains("DeleteRegistryPolicy") && text.contains(user.name())) {
        done = record;
      }
      if (text.contains("UnrecognizedClientException") && text.contains(key.key().id())) {
        wrong = record;
      }
    }
    assertTrue(done != null && done.toString().contains("AccessDenied"));
    assertTrue(done.toString().contains("access key"), done::toString);
    assertTrue(wrong != null && wrong.toString().contains("signature"), SERVER.auditText());
  }

  @Test
  void many_wrong_signatures_from_an_address_are_slowed_but_not_where_the_key_was_right() {
    ask(caller("sts")).expect(200);
    Signing wrong = Signing.with("AKIAXXXXXXXXXXXXXXXB", "wrong", "sts");
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      Answer answer = ask(caller("sts").signing(wrong));
      if (answer.text().contains("<Code>Throttling</Code>")) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < 60, refused + " were slowed");
    ask(caller("sts")).expect(200);
    SERVER.running().pass(Duration.ofMinutes(5));
    refusedXml(ask(caller("sts").signing(wrong)), 403, "InvalidClientTokenId");
  }
}
