package io.entrepot.server.contract;

import static io.entrepot.server.contract.AwsCaller.element;
import static io.entrepot.server.contract.AwsCaller.refusedJson;
import static io.entrepot.server.contract.AwsCaller.refusedXml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.main.GuardedRegistry;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** AWS's JSON and Query protocols on {@code POST /}: what is asked, and how it is answered. */
final class AwsProtocolsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";
  private static final String REGISTRY_POLICY =
      "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
          + "\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"ecr:*\\\",\\\"Resource\\\":\\\"*\\\"}]}";

  private static AwsCaller caller(IdentityName user, String service) {
    NewAccessKey key = SERVER.key(user);
    return new AwsCaller(SERVER, Signing.with(key.key().id(), key.secret().reveal(), service));
  }

  private static AwsCaller caller(String service) {
    return caller(SERVER.user(EVERYTHING), service);
  }

  @Test
  void whoever_signs_is_told_who_they_are_whatever_policies_say() {
    IdentityName user = SERVER.user(EVERYTHING.replace("\"Allow\"", "\"Deny\""));
    Answer answer = caller(user, "sts").query("GetCallerIdentity").expect(200);
    assertEquals(GuardedRegistry.ACCOUNT.value(), element(answer, "Account"));
    assertEquals(
        "arn:aws:iam::" + GuardedRegistry.ACCOUNT + ":user/" + user.name(), element(answer, "Arn"));
    assertTrue(element(answer, "UserId").startsWith("AIDA"));
    assertTrue(
        answer
            .text()
            .startsWith(
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                    + "<GetCallerIdentityResult>"));
    answer.expectHeader("Content-Type", "text/xml");
    assertEquals(element(answer, "RequestId"), answer.header("x-amzn-RequestId"));
  }

  @Test
  void query_takes_lists_and_gives_them_as_members_with_documents_escaped() {
    AwsCaller iam = caller("iam");
    String name = SERVER.fresh("role");
    Answer answer =
        iam.query(
                "CreateRole",
                "RoleName",
                name,
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}}",
                "Tags.member.2.Key",
                "b",
                "Tags.member.2.Value",
                "2",
                "Description",
                "this & <that>",
                "Tags.member.1.Key",
                "a",
                "Tags.member.1.Value",
                "1",
                "NobodyKnows",
                "this")
            .expect(200);
    assertTrue(
        element(answer, "AssumeRolePolicyDocument")
            .startsWith("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A"),
        answer::toString);
    assertEquals("this &amp; &lt;that&gt;", element(answer, "Description"));
    assertTrue(element(answer, "CreateDate").matches("20[0-9-]+T[0-9:]+Z"));
    assertTrue(
        answer
            .text()
            .contains(
                "<Tags><member><Key>a</Key><Value>1</Value></member><member><Key>b</Key>"
                    + "<Value>2</Value></member></Tags>"),
        answer::toString);
  }

  @Test
  void json_reads_its_body_and_gives_an_object() {
    AwsCaller ecr = caller("ecr");
    Answer put =
        ecr.ecr("PutRegistryPolicy", "{\"policyText\":\"" + REGISTRY_POLICY + "\",\"other\":[1]}")
            .expect(200)
            .expectHeader("Content-Type", "application/x-amz-json-1.1");
    assertEquals(GuardedRegistry.ACCOUNT.value(), put.json().get("registryId").asString());
    ecr.ecr("DeleteRegistryPolicy", "{}").expect(200);
    assertEquals(
        "Registry policy does not exist in the registry with id '123456789012'",
        refusedJson(ecr.ecr("DeleteRegistryPolicy", ""), 400, "RegistryPolicyNotFoundException"));
  }

  @Test
  void an_operation_that_aws_does_not_have_is_unknown() {
    refusedJson(caller("ecr").ecr("DescribeNothing", "{}"), 400, "UnknownOperationException");
    refusedJson(caller("ecr").json("AmazonS3.PutImage", "{}"), 400, "UnknownOperationException");
    refusedJson(caller("ecr").json("PutImage", "{}"), 400, "UnknownOperationException");
    assertEquals(
        "Could not find operation ListNothing for version 2010-05-08.",
        refusedXml(caller("iam").query("ListNothing"), 400, "InvalidAction"));
    refusedXml(caller("iam").form("Action=ListUsers"), 400, "InvalidAction");
    refusedXml(caller("iam").form("Version=2010-05-08"), 400, "MissingAction");
    refusedXml(caller("iam").form(""), 400, "MissingAction");
  }

  @Test
  void an_operation_that_is_not_here_is_said_not_to_be() {
    assertEquals(
        "The operation PutReplicationConfiguration of ecr is not supported here.",
        refusedJson(
            caller("ecr").ecr("PutReplicationConfiguration", "{}"),
            400,
            "UnsupportedOperationException"));
    assertEquals(
        "The operation CreateInstanceProfile of iam is not supported here.",
        refusedXml(
            caller("iam").query("CreateInstanceProfile"), 400, "UnsupportedOperationException"));
  }

  @Test
  void who_may_not_is_told_so_in_the_words_of_the_protocol() {
    IdentityName nobody = SERVER.user(EVERYTHING.replace("\"Allow\"", "\"Deny\""));
    assertTrue(
        refusedJson(
                caller(nobody, "ecr").ecr("GetRegistryPolicy", "{}"), 400, "AccessDeniedException")
            .contains("ecr:GetRegistryPolicy"));
    assertTrue(
        refusedXml(caller(nobody, "iam").query("ListUsers"), 403, "AccessDenied")
            .contains("iam:ListUsers"));
  }

  @Test
  void what_does_not_satisfy_its_constraints_is_refused_in_the_words_of_the_service() {
    AwsCaller ecr = caller("ecr");
    assertEquals(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must have length"
            + " greater than or equal to 2'",
        refusedJson(
            ecr.ecr("GetRepositoryPolicy", "{\"repositoryName\":\"x\"}"),
            400,
            "InvalidParameterException"));
    assertEquals(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular"
            + " expression"
            + " '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*''",
        refusedJson(
            ecr.ecr("GetRepositoryPolicy", "{\"repositoryName\":\"Up\"}"),
            400,
            "InvalidParameterException"));
    assertEquals(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must not be null'",
        refusedJson(ecr.ecr("GetRepositoryPolicy", "{}"), 400, "InvalidParameterException"));
    assertEquals(
        "2 validation errors detected: Value 'a b' at 'userName' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w+=,.@-]+; Value '1001' at"
            + " 'maxItems' failed to satisfy constraint: Member must have value less than or equal"
            + " to 1000",
        refusedXml(
            caller("iam").query("ListAccessKeys", "UserName", "a b", "MaxItems", "1001"),
            400,
            "ValidationError"));
    assertEquals(
        "1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member"
            + " must not be null",
        refusedXml(caller("iam").query("CreateUser"), 400, "ValidationError"));
  }

  @Test
  void a_secret_is_not_repeated_to_its_sender() {
    String message =
        refusedXml(
            caller("iam")
                .query("CreateLoginProfile", "UserName", "x", "Password", "hushhush".repeat(17)),
            400,
            "ValidationError");
    assertTrue(message.contains("Value at 'password'"), message);
    assertFalse(message.contains("hush"), message);
  }

  @Test
  void values_of_another_type_cannot_be_read() {
    AwsCaller ecr = caller("ecr");
    assertEquals(
        "NUMBER_VALUE can not be converted to a String",
        refusedJson(
            ecr.ecr("GetRepositoryPolicy", "{\"repositoryName\":7}"),
            400,
            "SerializationException"));
    refusedJson(ecr.ecr("GetRepositoryPolicy", "[]"), 400, "SerializationException");
    refusedJson(ecr.ecr("GetRepositoryPolicy", "{\"a\":"), 400, "SerializationException");
    AwsCaller iam = caller("iam");
    refusedXml(iam.query("ListUsers", "MaxItems", "many"), 400, "MalformedInput");
    refusedXml(iam.query("ListUsers", "MaxItems.member.1", "1"), 400, "MalformedInput");
    refusedXml(iam.query("TagUser", "UserName", "x", "Tags", "a=b"), 400, "MalformedInput");
    refusedXml(
        iam.form("Action=ListUsers&Version=2010-05-08&MaxItems=1&MaxItems=2"),
        400,
        "MalformedInput");
  }

  @Test
  void a_body_and_a_form_may_be_as_large_as_the_limit() {
    String body = "{\"a\":\"" + "x".repeat((1 << 20) - 8) + "\"}";
    refusedJson(
        caller("ecr").ecr("GetRegistryPolicy", body), 400, "RegistryPolicyNotFoundException");
    refusedJson(
        caller("ecr").ecr("GetRegistryPolicy", body + " "), 413, "RequestEntityTooLargeException");
    String fields = "Action=GetCallerIdentity&Version=2011-06-15" + "&a=b".repeat(4_998);
    caller("sts").form(fields).expect(400);
    String apart =
        "Action=GetCallerIdentity&Version=2011-06-15"
            + IntStream.range(0, 4_998).mapToObj(i -> "&a" + i + "=").collect(Collectors.joining());
    caller("sts").form(apart).expect(200);
    refusedXml(caller("sts").form(apart + "&one=more"), 400, "MalformedInput");
  }

  @Test
  void a_body_that_is_too_large_is_refused_before_it_is_read() {
    refusedJson(
        caller("ecr").ecr("GetRegistryPolicy", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"),
        413,
        "RequestEntityTooLargeException");
    refusedXml(
        caller("iam").query("ListUsers", "Marker", "x".repeat(1 << 20)),
        413,
        "RequestEntityTooLarge");
  }
}
