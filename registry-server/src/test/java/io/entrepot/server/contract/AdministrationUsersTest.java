package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Users and access keys at the administration door (IAM API reference). */
final class AdministrationUsersTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static String named(String user) {
    return "{\"UserName\":\"" + user + "\"}";
  }

  /** A user who may do these things to these resources. */
  private static Administrator allowed(String actions, String resources) {
    IdentityName user =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                + actions
                + "],\"Resource\":\""
                + resources
                + "\"}]}");
    return SERVER.administrator(basic(user));
  }

  @Test
  void a_user_is_made_and_shown_with_all_that_was_told() {
    String name = SERVER.fresh("maker");
    JsonNode made =
        SERVER
            .root()
            .well(
                "CreateUser",
                "{\"UserName\":\""
                    + name
                    + "\",\"Path\":\"/ci/\",\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]}")
            .get("User");
    assertEquals("/ci/", made.get("Path").asString());
    assertEquals("arn:aws:iam::123456789012:user/ci/" + name, made.get("Arn").asString());
    assertTrue(made.get("UserId").asString().startsWith("AIDA"));
    assertTrue(
        made.get("CreateDate").asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
    assertEquals("team", made.get("Tags").get(0).get("Key").asString());
    assertEquals(made, SERVER.root().well("GetUser", named(name)).get("User"));
  }

  @Test
  void without_a_name_the_caller_is_meant() {
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "x"));
    SERVER.allow(
        user,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:*\","
            + "\"Resource\":\"arn:aws:iam::123456789012:user/${aws:username}\"}]}");
    Administrator self = SERVER.administrator(basic(user));
    assertEquals(user.name(), self.well("GetUser", "").get("User").get("UserName").asString());
    JsonNode key = self.well("CreateAccessKey", "{}").get("AccessKey");
    assertEquals(user.name(), key.get("UserName").asString());
    assertEquals("Active", key.get("Status").asString());
    assertEquals(40, key.get("SecretAccessKey").asString().length());
    Administrator byKey =
        SERVER.administrator(
            basic(key.get("AccessKeyId").asString(), key.get("SecretAccessKey").asString()));
    assertEquals(1, byKey.well("ListAccessKeys", "{}").get("AccessKeyMetadata").size());
    assertEquals(
        "arn:aws:iam::123456789012:root",
        SERVER.root().well("GetUser", "{}").get("User").get("Arn").asString());
  }

  @Test
  void a_secret_is_told_once() {
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "x"));
    JsonNode made = SERVER.root().well("CreateAccessKey", named(user.name()));
    String secret = made.get("AccessKey").get("SecretAccessKey").asString();
    String listed = SERVER.root().iam("ListAccessKeys", named(user.name())).expect(200).text();
    assertFalse(listed.contains(secret));
    assertFalse(listed.contains("Secret"));
  }

  @Test
  void lists_come_in_pages_that_a_marker_continues() {
    Administrator root = SERVER.root();
    String path = "/" + SERVER.fresh("pages") + "/";
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String name = SERVER.fresh("paged");
      root.well("CreateUser", "{\"UserName\":\"" + name + "\",\"Path\":\"" + path + "\"}");
      made.add(name);
    }
    List<String> seen = new ArrayList<>();
    String marker = "";
    for (int pages = 0; pages < 3; pages++) {
      JsonNode page =
          root.well("ListUsers", "{\"MaxItems\":2,\"PathPrefix\":\"" + path + "\"" + marker + "}");
      page.get("Users").forEach(user -> seen.add(user.get("UserName").asString()));
      assertEquals(pages < 2, page.get("IsTruncated").asBoolean());
      assertEquals(pages < 2, page.has("Marker"));
      marker = pages < 2 ? ",\"Marker\":\"" + page.get("Marker").asString() + "\"" : "";
    }
    assertEquals(made.stream().sorted().toList(), seen);
  }

  @Test
  void errors_have_the_names_and_statuses_of_aws() {
    Administrator root = SERVER.root();
    String name = SERVER.fresh("twice");
    root.well("CreateUser", named(name));
    root.refused("CreateUser", named(name), 409, "EntityAlreadyExists");
    root.refused("GetUser", named("nobody"), 404, "NoSuchEntity");
    root.refused("CreateUser", "{}", 400, "ValidationError");
    root.refused("CreateUser", named("a b"), 400, "InvalidInput");
    root.refused("ListUsers", "{\"MaxItems\":0}", 400, "ValidationError");
    root.refused("ListUsers", "{\"MaxItems\":1001}", 400, "ValidationError");
    root.refused("ListUsers", "{\"MaxItems\":\"1\"}", 400, "SerializationException");
    root.refused("ListUsers", "{\"Marker\":\"%\"}", 400, "InvalidInput");
    root.well("CreateAccessKey", named(name));
    root.well("CreateAccessKey", named(name));
    root.refused("CreateAccessKey", named(name), 409, "LimitExceeded");
    root.refused("DeleteUser", named(name), 409, "DeleteConflict");
  }

  @Test
  void a_refusal_names_who_what_and_where() {
    String victim = SERVER.fresh("victim");
    SERVER.root().well("CreateUser", "{\"UserName\":\"" + victim + "\",\"Path\":\"/ops/\"}");
    Administrator reader = allowed("\"iam:GetUser\"", "arn:aws:iam::123456789012:user/ops/*");
    reader.well("GetUser", named(victim));
    String message = reader.refused("DeleteUser", named(victim), 403, "AccessDenied");
    assertTrue(message.startsWith("User: arn:aws:iam::123456789012:user/"), message);
    assertTrue(
        message.contains(
            "is not authorized to perform: iam:DeleteUser on resource:"
                + " arn:aws:iam::123456789012:user/ops/"
                + victim
                + " because no identity-based policy allows the iam:DeleteUser action"),
        message);
  }

  @Test
  void rights_to_a_path_reach_no_further() {
    Administrator maker =
        allowed(
            "\"iam:CreateUser\",\"iam:UpdateUser\",\"iam:CreateAccessKey\"",
            "arn:aws:iam::123456789012:user/dev/*");
    String inside = SERVER.fresh("dev");
    String outside = SERVER.fresh("other");
    SERVER.root().well("CreateUser", named(outside));
    maker.well("CreateUser", "{\"UserName\":\"" + inside + "\",\"Path\":\"/dev/\"}");
    maker.refused("CreateUser", named(SERVER.fresh("dev")), 403, "AccessDenied");
    maker.refused("CreateAccessKey", named(outside), 403, "AccessDenied");
    maker.refused("CreateAccessKey", named("dev/" + outside), 404, "NoSuchEntity");
    maker.refused(
        "UpdateUser",
        "{\"UserName\":\"" + outside + "\",\"NewPath\":\"/dev/\"}",
        403,
        "AccessDenied");
    maker.refused(
        "UpdateUser",
        "{\"UserName\":\"" + inside + "\",\"NewPath\":\"/ops/\"}",
        403,
        "AccessDenied");
    maker.refused("ListUsers", "{}", 403, "AccessDenied");
  }

  @Test
  void a_boundary_can_be_demanded_of_whoever_is_made() {
    String boundary = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
    IdentityName delegate =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"iam:CreateUser\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                + "{\"iam:PermissionsBoundary\":\""
                + boundary
                + "\"}}}]}");
    Administrator maker = SERVER.administrator(basic(delegate));
    String name = SERVER.fresh("bounded");
    maker.refused("CreateUser", named(name), 403, "AccessDenied");
    JsonNode made =
        maker.well(
            "CreateUser",
            "{\"UserName\":\"" + name + "\",\"PermissionsBoundary\":\"" + boundary + "\"}");
    assertEquals(
        boundary,
        made.get("User").get("PermissionsBoundary").get("PermissionsBoundaryArn").asString());
  }

  private static JsonNode lastUse(String key) {
    return SERVER
        .root()
        .well("GetAccessKeyLastUsed", "{\"AccessKeyId\":\"" + key + "\"}")
        .get("AccessKeyLastUsed");
  }

  @Test
  void a_key_is_used_by_who_comes_with_it_and_lets_nobody_in_when_it_is_switched_off() {
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "x"));
    Administrator root = SERVER.root();
    JsonNode key = root.well("CreateAccessKey", named(user.name())).get("AccessKey");
    String id = key.get("AccessKeyId").asString();
    Administrator holder = SERVER.administrator(basic(id, key.get("SecretAccessKey").asString()));
    assertEquals("N/A", lastUse(id).get("Region").asString());
    holder.refused("ListUsers", "{}", 403, "AccessDenied");
    assertEquals("us-east-1", lastUse(id).get("Region").asString());
    assertTrue(lastUse(id).has("LastUsedDate"));
    String which = "{\"UserName\":\"" + user.name() + "\",\"AccessKeyId\":\"" + id + "\"";
    root.well("UpdateAccessKey", which + ",\"Status\":\"Inactive\"}");
    holder.refused("ListUsers", "{}", 401, "InvalidClientTokenId");
    root.refused("UpdateAccessKey", which + ",\"Status\":\"Off\"}", 400, "ValidationError");
    root.well("DeleteAccessKey", which + "}");
    root.refused("DeleteAccessKey", which + "}", 404, "NoSuchEntity");
    root.refused("GetAccessKeyLastUsed", "{\"AccessKeyId\":\"" + id + "\"}", 404, "NoSuchEntity");
  }
}
