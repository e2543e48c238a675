package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.body;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.server.main.IssuerServer.Answering;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Temporary access keys for the token of an identity provider, as AWS STS gives them. */
@SuppressWarnings("NullAway.Init")
final class SecurityTokenServiceTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String READ_ONLY =
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";

  private WorkloadRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = WorkloadRig.of(SERVER);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** A good request, with some fields set otherwise; those set to nothing are left out. */
  private Answer ask(Map<String, String> changes) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Action", "AssumeRoleWithWebIdentity");
    fields.put("Version", "2011-06-15");
    fields.put("RoleArn", rig.role.arn());
    fields.put("RoleSessionName", "run-7");
    fields.put("WebIdentityToken", rig.issuer.token());
    fields.putAll(changes);
    String form =
        fields.entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return SERVER.http().call("POST", "/", form.getBytes(UTF_8));
  }

  private static String element(Answer answer, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
    assertTrue(matcher.find(), () -> name + " in " + answer);
    return matcher.group(1);
  }

  private void expectRefused(int status, String code, Map<String, String> changes) {
    Answer answer = ask(changes).expect(status);
    assertEquals(code, element(answer, "Code"), answer::toString);
    assertEquals("Sender", element(answer, "Type"));
    assertTrue(answer.text().startsWith("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/"));
  }

  private Answer present(Answer issued, String secret) {
    return SERVER
        .http()
        .call(
            "GET",
            "/v2/",
            "Authorization",
            basic(element(issued, "AccessKeyId"), secret),
            "X-Amz-Security-Token",
            element(issued, "SessionToken"));
  }

  private Answer present(Answer issued) {
    return present(issued, element(issued, "SecretAccessKey"));
  }

  @Test
  void the_answer_is_that_of_aws() {
    Answer answer = ask(Map.of()).expect(200).expectHeader("Content-Type", "text/xml");
    assertEquals(
        "system:serviceaccount:team:puller", element(answer, "SubjectFromWebIdentityToken"));
    assertEquals("entrepot", element(answer, "Audience"));
    assertEquals(rig.provider.arn(), element(answer, "Provider"));
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/" + rig.role.name() + "/run-7",
        element(answer, "Arn"));
    assertEquals(rig.role.id() + ":run-7", element(answer, "AssumedRoleId"));
    assertTrue(element(answer, "AccessKeyId").matches("ASIA[A-Z2-7]{16}"));
    assertTrue(element(answer, "Expiration").matches("20[0-9-]+T[0-9:]+Z"));
    assertTrue(!element(answer, "RequestId").isEmpty());
  }

  @Test
  void the_key_is_good_with_its_secret_and_its_session_token_until_it_expires() {
    Answer issued = ask(Map.of("DurationSeconds", "900")).expect(200);
    present(issued).expect(200);
    present(issued, "wrong").expectError(401, "UNAUTHORIZED");
    Answer other = ask(Map.of()).expect(200);
    SERVER
        .http()
        .call(
            "GET",
            "/v2/",
            "Authorization",
            basic(element(issued, "AccessKeyId"), element(issued, "SecretAccessKey")),
            "X-Amz-Security-Token",
            element(other, "SessionToken"))
        .expectError(401, "UNAUTHORIZED");
    SERVER
        .http()
        .call(
            "GET",
            "/v2/",
            "Authorization",
            basic(element(issued, "AccessKeyId"), element(issued, "SecretAccessKey")))
        .expectError(401, "UNAUTHORIZED");
    SERVER.running().pass(Duration.ofMinutes(16));
    present(issued).expectError(401, "UNAUTHORIZED");
    present(other).expect(200);
  }

  @Test
  void a_session_policy_bounds_what_the_role_may() {
    Answer issued =
        ask(Map.of("Policy", GuardedExtension.allowing("\"ecr:GetX\"", "*"))).expect(200);
    startUpload(issued).expectError(403, "DENIED");
  }

  private Answer startUpload(Answer issued) {
    return SERVER
        .http()
        .call(
            "POST",
            "/v2/" + SERVER.fresh("team/app") + "/blobs/uploads/",
            "Authorization",
            basic(element(issued, "AccessKeyId"), element(issued, "SecretAccessKey")),
            "X-Amz-Security-Token",
            element(issued, "SessionToken"));
  }

  private static Map<String, String> arns(String... arns) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String arn : arns) {
      fields.put("PolicyArns.member." + (fields.size() + 1) + ".arn", arn);
    }
    return fields;
  }

  @Test
  void managed_session_policies_bound_the_role_by_what_they_say_now() {
    String arn = managed(GuardedExtension.allowing("\"ecr:GetX\"", "*"));
    Answer issued = ask(arns(READ_ONLY, arn)).expect(200);
    assertTrue(Integer.parseInt(element(issued, "PackedPolicySize")) > 0);
    startUpload(issued).expectError(403, "DENIED");
    SERVER
        .root()
        .well(
            "CreatePolicyVersion",
            "{\"PolicyArn\":\""
                + arn
                + "\",\"SetAsDefault\":true,\"PolicyDocument\":"
                + JsonMapper.shared()
                    .writeValueAsString(GuardedExtension.allowing("\"ecr:*\"", "*"))
                + "}");
    startUpload(issued).expect(202);
    SERVER.root().well("DeletePolicyVersion", body("PolicyArn", arn, "VersionId", "v1"));
    SERVER.root().well("DeletePolicy", body("PolicyArn", arn));
    startUpload(issued).expectError(403, "DENIED");
  }

  private static String managed(String document) {
    return SERVER
        .root()
        .well(
            "CreatePolicy", body("PolicyName", SERVER.fresh("session"), "PolicyDocument", document))
        .get("Policy")
        .get("Arn")
        .asString();
  }

  @Test
  void the_managed_session_policies_are_ten_of_the_account_at_most() {
    String[] ten = new String[11];
    Arrays.fill(ten, READ_ONLY);
    ask(arns(Arrays.copyOf(ten, 10))).expect(200);
    expectRefused(400, "ValidationError", arns(ten));
    expectRefused(400, "ValidationError", arns("arn:aws:iam::123456789012:policy/none"));
    expectRefused(400, "ValidationError", arns("arn:aws:iam::999999999999:policy/x"));
    expectRefused(400, "ValidationError", Map.of("PolicyArns.member", READ_ONLY));
    Map<String, String> much = arns(Arrays.copyOf(ten, 10));
    String policy = GuardedExtension.allowing("\"ecr:*\"", "*");
    much.put("Policy", policy + " ".repeat(2048 - policy.length()));
    expectRefused(400, "PackedPolicyTooLarge", much);
  }

  @Test
  void tags_and_policies_together_have_to_fit_the_session_token() {
    Map<String, Object> tags = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      tags.put("tag" + i, List.of("x".repeat(256)));
    }
    String token =
        rig.issuer.token(
            claims -> claims.claim("https://aws.amazon.com/tags", Map.of("principal_tags", tags)));
    String trust =
        WorkloadRig.trusting(rig.provider)
            .replace(
                "\"sts:AssumeRoleWithWebIdentity\"",
                "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\"]");
    String role = WorkloadRig.makeRole(SERVER, rig.provider, trust).arn();
    expectRefused(400, "PackedPolicyTooLarge", Map.of("WebIdentityToken", token, "RoleArn", role));
  }

  @Test
  void the_end_of_provider_or_role_ends_its_keys_at_once() {
    Answer first = ask(Map.of()).expect(200);
    present(first).expect(200);
    var identities = SERVER.running().identities();
    identities.oidcProviders().delete(GuardedRegistry.ACCOUNT, rig.provider.arn());
    present(first).expectError(401, "UNAUTHORIZED");
    identities.oidcProviders().create(rig.provider.toNew());
    Answer second = ask(Map.of()).expect(200);
    present(second).expect(200);
    identities
        .identityPolicies()
        .deleteInline(IdentityName.role(GuardedRegistry.ACCOUNT, rig.role.name()), "own");
    identities.roles().delete(GuardedRegistry.ACCOUNT, rig.role.name());
    present(second).expectError(401, "UNAUTHORIZED");
  }

  @Test
  void what_is_wrong_is_told_in_the_words_of_aws() {
    String expired =
        rig.issuer.token(claims ->
            claims.expirationTime(java.util.Date.from(SERVER.running().now().minusSeconds(60))));
    expectRefused(400, "ExpiredTokenException", Map.of("WebIdentityToken", expired));
    expectRefused(400, "InvalidIdentityToken", Map.of("WebIdentityToken", "not.a.token"));
    expectRefused(
        400,
        "InvalidIdentityToken",
        Map.of("WebIdentityToken", rig.issuer.token(claims -> claims.audience("x<&>\u0001"))));
    expectRefused(
        403,
        "AccessDenied",
        Map.of("WebIdentityToken", rig.issuer.token(claims -> claims.subject("x"))));
    expectRefused(403, "AccessDenied", Map.of("RoleArn", rig.role.arn() + "x"));
    expectRefused(400, "ValidationError", Map.of("RoleArn", "ci"));
    expectRefused(400, "ValidationError", Map.of("RoleSessionName", ""));
    expectRefused(400, "ValidationError", Map.of("DurationSeconds", "899"));
    expectRefused(400, "ValidationError", Map.of("DurationSeconds", "7201"));
    expectRefused(400, "ValidationError", Map.of("DurationSeconds", "-1"));
    expectRefused(400, "MalformedPolicyDocument", Map.of("Policy", "{}"));
    expectRefused(400, "PackedPolicyTooLarge", Map.of("Policy", " ".repeat(2049)));
    expectRefused(400, "InvalidAction", Map.of("Action", "GetCallerNothing"));
    expectRefused(400, "MissingAction", Map.of("Action", ""));
    rig.issuer.answer(Answering.UNAVAILABLE);
    SERVER.running().pass(Duration.ofHours(25));
    expectRefused(400, "IDPCommunicationError", Map.of());
  }
}
