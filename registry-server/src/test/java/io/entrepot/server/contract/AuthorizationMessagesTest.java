package io.entrepot.server.contract;

import static io.entrepot.server.contract.AwsCaller.element;
import static io.entrepot.server.contract.AwsCaller.refusedJson;
import static io.entrepot.server.contract.AwsCaller.refusedXml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What refusals of AWS's protocols say to those who may decode it. */
final class AuthorizationMessagesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String INTRODUCTION = ". Encoded authorization failure message: ";
  private static final String DECODER =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":"
          + "\"Allow\",\"Action\":\"sts:DecodeAuthorizationMessage\",\"Resource\":\"*\"}]}";
  private static final String DENYING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecr:*\","
          + "\"Resource\":\"*\"},{\"Sid\":\"Keep\",\"Effect\":\"Deny\",\"Action\":"
          + "[\"ecr:DeleteRepository\",\"ecr:Put*\"],\"Resource\":\"*\",\"Condition\":"
          + "{\"StringEquals\":{\"aws:RequestedRegion\":\"us-east-1\"}}}]}";

  private static AwsCaller calls(IdentityName user, String service) {
    var key = SERVER.key(user);
    return new AwsCaller(SERVER, Signing.with(key.key().id(), key.secret().reveal(), service));
  }

  private static Answer delete(IdentityName user) {
    return calls(user, "ecr").ecr("DeleteRepository", "{\"repositoryName\":\"kept\"}");
  }

  private static String encoded(String message) {
    assertTrue(message.contains(INTRODUCTION), message);
    String encoded = message.substring(message.indexOf(INTRODUCTION) + INTRODUCTION.length());
    assertTrue(encoded.matches("[A-Za-z0-9_-]+"), message);
    assertTrue(encoded.length() <= AuthorizationMessages.MAX_LENGTH, message);
    return encoded;
  }

  private static Answer decode(AwsCaller reader, String message) {
    return reader.query("DecodeAuthorizationMessage", "EncodedMessage", message);
  }

  private static JsonNode decoded(String message) {
    Answer answer = decode(calls(SERVER.user(DECODER), "sts"), message).expect(200);
    return JsonMapper.shared()
        .readTree(element(answer, "DecodedMessage").replace("&quot;", "\"").replace("&amp;", "&"));
  }

  private static String value(JsonNode items) {
    assertEquals(1, items.get("items").size(), items::toString);
    return items.get("items").get(0).get("value").asString();
  }

  private static String condition(JsonNode context, String key) {
    for (JsonNode each : context.get("conditions").get("items")) {
      if (each.get("key").asString().equals(key)) {
        return value(each.get("values"));
      }
    }
    throw new AssertionError(key + " is not in " + context);
  }

  @Test
  void how_long_a_message_is_tells_next_to_nothing_of_what_stands_in_it() {
    AwsCaller caller = calls(SERVER.user(DENYING), "ecr");
    Set<Integer> rests = new HashSet<>();
    for (int length = 2; length < 200; length += 7) {
      String body = "{\"repositoryName\":\"" + "a".repeat(length) + "\"}";
      String message =
          refusedJson(caller.ecr("DeleteRepository", body), 400, "AccessDeniedException");
      rests.add(Base64.getUrlDecoder().decode(encoded(message)).length % 512);
    }
    assertEquals(1, rests.size(), rests::toString);
  }

  @Test
  void a_denial_tells_whoever_may_decode_it_of_the_statement_and_the_request() {
    IdentityName user = SERVER.user(DENYING);
    String message = refusedJson(delete(user), 400, "AccessDeniedException");
    String arn = "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":user/" + user.name();
    String plain =
        "User: %s is not authorized to perform: ecr:DeleteRepository on resource: %s with an"
            .concat(" explicit deny in an identity-based policy")
            .formatted(arn, GuardedExtension.arn("kept"));
    assertEquals(plain, message.substring(0, message.indexOf(INTRODUCTION)));

    JsonNode told = decoded(encoded(message));
    assertFalse(told.get("allowed").asBoolean());
    assertTrue(told.get("explicitDeny").asBoolean());
    JsonNode statement = told.get("matchedStatements").get("items").get(0);
    assertEquals("Keep", statement.get("statementId").asString());
    assertEquals("DENY", statement.get("effect").asString());
    assertEquals(2, statement.get("actions").get("items").size());
    assertEquals("*", value(statement.get("resources")));
    assertEquals(
        "aws:RequestedRegion",
        statement.get("conditions").get("items").get(0).get("key").asString());
    JsonNode context = told.get("context");
    assertEquals(user.name(), context.get("principal").get("name").asString());
    assertEquals(arn, context.get("principal").get("arn").asString());
    assertEquals("ecr:DeleteRepository", context.get("action").asString());
    assertEquals(GuardedExtension.arn("kept"), context.get("resource").asString());
    assertEquals("127.0.0.1", condition(context, "aws:SourceIp"));
    assertEquals("us-east-1", condition(context, "aws:RequestedRegion"));
  }

  @Test
  void what_nothing_allows_is_told_without_a_statement_in_xml_too() {
    Answer answer = calls(SERVER.user(DENYING), "iam").query("ListUsers");
    JsonNode told = decoded(encoded(refusedXml(answer, 403, "AccessDenied")));
    assertFalse(told.get("explicitDeny").asBoolean());
    assertEquals(0, told.get("matchedStatements").get("items").size());
    assertEquals("iam:ListUsers", told.get("context").get("action").asString());
  }

  @Test
  void decoding_needs_permission() {
    IdentityName user = SERVER.user(DENYING);
    String message = encoded(refusedJson(delete(user), 400, "AccessDeniedException"));
    assertTrue(
        refusedXml(decode(calls(user, "sts"), message), 403, "AccessDenied")
            .contains("is not authorized to perform: sts:DecodeAuthorizationMessage on "));
  }

  @Test
  void a_message_is_good_in_its_account_alone_and_as_it_was_given() {
    IdentityName user = SERVER.user(DENYING);
    String message = encoded(refusedJson(delete(user), 400, "AccessDeniedException"));
    IdentityName other = elsewhere("333344445555", DECODER);
    refused(decode(calls(other, "sts"), message));
    AwsCaller reader = calls(SERVER.user(DECODER), "sts");
    refused(decode(reader, message.substring(0, message.length() - 4)));
    refused(decode(reader, "a" + message.substring(1)));
    refused(decode(reader, "not one of ours"));
    refused(decode(reader, "a".repeat(AuthorizationMessages.MAX_LENGTH + 1)));
  }

  private static void refused(Answer answer) {
    refusedXml(answer, 400, "InvalidAuthorizationMessageException");
  }

  private static IdentityName elsewhere(String number, String policy) {
    var identities = SERVER.running().identities();
    AccountId account = new AccountId(number);
    identities.accounts().create(account, RootCredentials.RANDOM);
    IdentityName user = IdentityName.user(account, SERVER.fresh("other"));
    identities.users().create(account, user.name());
    identities.identityPolicies().putInline(user, new InlinePolicy("own", policy));
    return user;
  }

  @Test
  void of_another_accounts_policy_nothing_is_told() {
    String name = SERVER.fresh("shared");
    AwsCaller owner = calls(SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "*")), "ecr");
    owner.ecr("CreateRepository", "{\"repositoryName\":\"" + name + "\"}").expect(200);
    IdentityName other =
        elsewhere("666677778888", DECODER.replace("sts:DecodeAuthorizationMessage", "*"));
    String policy =
        "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"Secret\\\","
            + "\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":"
            + "\\\"ecr:ListImages\\\"}]}";
    owner
        .ecr(
            "SetRepositoryPolicy",
            "{\"repositoryName\":\"" + name + "\",\"policyText\":\"" + policy + "\"}")
        .expect(200);
    Answer answer =
        calls(other, "ecr")
            .ecr(
                "ListImages",
                "{\"registryId\":\"%s\",\"repositoryName\":\"%s\"}"
                    .formatted(GuardedRegistry.ACCOUNT, name));
    String message = encoded(refusedJson(answer, 400, "AccessDeniedException"));
    String told = element(decode(calls(other, "sts"), message).expect(200), "DecodedMessage");
    assertTrue(told.contains("ecr:ListImages"), told);
    assertFalse(told.contains("Secret"), told);
  }

  @Test
  void of_a_statement_that_is_too_long_only_its_place_is_told() {
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "*"));
    Random random = new Random(7);
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    StringBuilder resources = new StringBuilder();
    for (int i = 0; i < 55; i++) {
      resources.append(",\"arn:aws:ecr:*:*:repository/");
      random.ints(72, 0, letters.length()).forEach(at -> resources.append(letters.charAt(at)));
      resources.append('"');
    }
    String document =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Long\",\"Effect\":\"Deny\","
            + "\"Action\":\"ecr:DeleteRepository\",\"Resource\":[\"*\""
            + resources
            + "]}]}";
    var identities = SERVER.running().identities();
    var policy =
        identities
            .managedPolicies()
            .create(
                new NewPolicy(
                    GuardedRegistry.ACCOUNT,
                    SERVER.fresh("long"),
                    "/",
                    document,
                    Optional.empty(),
                    Map.of()));
    identities.identityPolicies().attach(user, policy.arn());
    JsonNode told = decoded(encoded(refusedJson(delete(user), 400, "AccessDeniedException")));
    JsonNode statement = told.get("matchedStatements").get("items").get(0);
    assertEquals("Long", statement.get("statementId").asString());
    assertEquals(policy.arn(), statement.get("policy").asString());
    assertFalse(statement.has("resources"), statement::toString);
  }

  @Test
  void neither_docker_nor_the_command_line_nor_the_audit_log_hears_of_it() throws IOException {
    IdentityName user = SERVER.user(DENYING);
    String message = refusedJson(delete(user), 400, "AccessDeniedException");
    assertTrue(message.contains(INTRODUCTION), message);
    Answer pushed =
        SERVER
            .http()
            .call("DELETE", "/v2/kept/manifests/a", "Authorization", GuardedExtension.basic(user));
    Answer administered =
        SERVER
            .administrator(GuardedExtension.basic(user))
            .call("ecr", "DeleteRepository", "{\"repositoryName\":\"kept\"}");
    String told = Administrator.error(administered, 403, "AccessDenied");
    assertTrue(told.contains("is not authorized to perform: ecr:DeleteRepository on "), told);
    assertFalse(told.contains("Encoded"), told);
    assertFalse(pushed.text().contains("Encoded"), pushed::text);
    assertFalse(SERVER.auditText().contains("Encoded"));
  }
}
