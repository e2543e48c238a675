package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.body;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.main.GuardedRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Groups, roles, passwords, tags, providers at the administration door. */
final class AdministrationGroupsAndRolesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
          + "\"PRINCIPAL\"},\"Action\":\"sts:AssumeRole\"}]}";

  private static Administrator root() {
    return SERVER.root();
  }

  private static String user() {
    String name = SERVER.fresh("member");
    root().well("CreateUser", body("UserName", name));
    return name;
  }

  @Test
  void a_group_has_members_and_its_policies_are_theirs() {
    String group = SERVER.fresh("group");
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:*\"", "none"));
    root().well("CreateGroup", body("GroupName", group, "Path", "/teams/"));
    root().well("AddUserToGroup", body("GroupName", group, "UserName", user.name()));
    root()
        .well(
            "PutGroupPolicy",
            body(
                "GroupName",
                group,
                "PolicyName",
                "reads",
                "PolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                    + "\"Action\":\"iam:GetGroup\",\"Resource\":"
                    + "\"arn:aws:iam::123456789012:group/teams/*\"}]}"));
    Administrator member = SERVER.administrator(basic(user));
    JsonNode got = member.well("GetGroup", body("GroupName", group));
    assertEquals("/teams/", got.get("Group").get("Path").asString());
    assertEquals(user.name(), got.get("Users").get(0).get("UserName").asString());
    assertEquals(
        group,
        root()
            .well("ListGroupsForUser", body("UserName", user.name()))
            .get("Groups")
            .get(0)
            .get("GroupName")
            .asString());
    root().refused("DeleteGroup", body("GroupName", group), 409, "DeleteConflict");
    root().well("RemoveUserFromGroup", body("GroupName", group, "UserName", user.name()));
    member.refused("GetGroup", body("GroupName", group), 403, "AccessDenied");
    root().well("DeleteGroupPolicy", body("GroupName", group, "PolicyName", "reads"));
    root().well("UpdateGroup", body("GroupName", group, "NewGroupName", group + "-2"));
    root().well("DeleteGroup", body("GroupName", group + "-2"));
    root().refused("GetGroup", body("GroupName", group), 404, "NoSuchEntity");
  }

  @Test
  void a_role_shows_whom_it_trusts_by_name_and_refuses_to_trust_nobody() {
    String role = SERVER.fresh("role");
    String user = user();
    String trust = TRUST.replace("PRINCIPAL", "arn:aws:iam::123456789012:user/" + user);
    JsonNode made =
        root()
            .well(
                "CreateRole",
                "{\"MaxSessionDuration\":7200,"
                    + body("RoleName", role, "AssumeRolePolicyDocument", trust).substring(1))
            .get("Role");
    assertEquals(trust, made.get("AssumeRolePolicyDocument").asString());
    assertEquals(7200, made.get("MaxSessionDuration").asInt());
    root()
        .refused(
            "UpdateAssumeRolePolicy",
            body(
                "RoleName",
                role,
                "PolicyDocument",
                TRUST.replace("PRINCIPAL", "arn:aws:iam::123456789012:user/nobody")),
            400,
            "MalformedPolicyDocument");
    root().well("UpdateRole", body("RoleName", role, "Description", "builds"));
    root()
        .well(
            "UpdateAssumeRolePolicy",
            body("RoleName", role, "PolicyDocument", TRUST.replace("PRINCIPAL", "123456789012")));
    JsonNode got = root().well("GetRole", body("RoleName", role)).get("Role");
    assertEquals("builds", got.get("Description").asString());
    assertTrue(got.get("AssumeRolePolicyDocument").asString().contains("\"123456789012\""));
    root()
        .refused(
            "CreateRole",
            "{\"MaxSessionDuration\":60,"
                + body("RoleName", role, "AssumeRolePolicyDocument", trust).substring(1),
            400,
            "ValidationError");
    assertFalse(root().well("ListRoles", "{}").get("Roles").isEmpty());
    root().well("DeleteRole", body("RoleName", role));
  }

  @Test
  void a_password_is_given_changed_and_taken_away() {
    IdentityName user = IdentityName.user(GuardedRegistry.ACCOUNT, user());
    String named = body("UserName", user.name());
    root().refused("GetLoginProfile", named, 404, "NoSuchEntity");
    root()
        .refused(
            "CreateLoginProfile",
            body("UserName", user.name(), "Password", "short"),
            400,
            "PasswordPolicyViolation");
    root()
        .well(
            "CreateLoginProfile",
            body("UserName", user.name(), "Password", GuardedExtension.PASSWORD));
    SERVER.allow(
        user,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"iam:ChangePassword\",\"Resource\":\"*\"}]}");
    Administrator self = SERVER.administrator(basic(user));
    self.refused(
        "ChangePassword",
        body("OldPassword", "not-The-Old-1", "NewPassword", "another-Horse-8"),
        403,
        "AccessDenied");
    self.well(
        "ChangePassword",
        body("OldPassword", GuardedExtension.PASSWORD, "NewPassword", "another-Horse-8"));
    self.refused(
        "ChangePassword",
        body("OldPassword", "a", "NewPassword", "b"),
        401,
        "InvalidClientTokenId");
    root().well("UpdateLoginProfile", body("UserName", user.name(), "Password", "third-Horse-9"));
    assertEquals(
        user.name(),
        root().well("GetLoginProfile", named).get("LoginProfile").get("UserName").asString());
    root().well("DeleteLoginProfile", named);
    root().refused("DeleteLoginProfile", named, 404, "NoSuchEntity");
    root()
        .refused(
            "CreateLoginProfile",
            "{\"UserName\":\"x\",\"Password\":\"third-Horse-9\",\"PasswordResetRequired\":true}",
            400,
            "UnsupportedOperation");
  }

  @Test
  void trying_old_passwords_is_slowed() {
    IdentityName user =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"iam:ChangePassword\",\"Resource\":\"*\"}]}");
    Administrator self = SERVER.administrator(basic(user));
    String guess = body("OldPassword", "not-The-Old-1", "NewPassword", "another-Horse-8");
    Answer last = self.iam("ChangePassword", guess);
    for (int i = 0; i < 20 && last.status() == 403; i++) {
      last = self.iam("ChangePassword", guess);
    }
    Administrator.error(last, 429, "Throttling");
  }

  @Test
  void tags_are_set_listed_and_removed_and_conditions_see_them() {
    String user = user();
    String tag = "\"Tags\":[{\"Key\":\"team\",\"Value\":\"red\"},{\"Key\":\"x\",\"Value\":\"\"}]}";
    root().well("TagUser", "{\"UserName\":\"" + user + "\"," + tag);
    JsonNode tags = root().well("ListUserTags", body("UserName", user)).get("Tags");
    assertEquals(2, tags.size());
    assertEquals("red", tags.get(0).get("Value").asString());
    IdentityName reader =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"iam:GetUser\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                + "{\"iam:ResourceTag/team\":\"red\"}}}]}");
    Administrator limited = SERVER.administrator(basic(reader));
    limited.well("GetUser", body("UserName", user));
    root().well("UntagUser", "{\"UserName\":\"" + user + "\",\"TagKeys\":[\"team\"]}");
    limited.refused("GetUser", body("UserName", user), 403, "AccessDenied");
  }

  @Test
  void a_provider_is_made_changed_and_deleted() {
    String host = SERVER.fresh("issuer") + ".example";
    JsonNode made =
        root()
            .well(
                "CreateOpenIDConnectProvider",
                "{\"Url\":\"https://" + host + "\",\"ClientIDList\":[\"sts.amazonaws.com\"]}");
    String arn = made.get("OpenIDConnectProviderArn").asString();
    assertEquals("arn:aws:iam::123456789012:oidc-provider/" + host, arn);
    String named = body("OpenIDConnectProviderArn", arn);
    root()
        .well(
            "AddClientIDToOpenIDConnectProvider",
            body("OpenIDConnectProviderArn", arn, "ClientID", "more"));
    root()
        .well(
            "RemoveClientIDFromOpenIDConnectProvider",
            body("OpenIDConnectProviderArn", arn, "ClientID", "sts.amazonaws.com"));
    root()
        .well(
            "UpdateOpenIDConnectProviderThumbprint",
            "{\"ThumbprintList\":[\"" + "a".repeat(40) + "\"]," + named.substring(1));
    JsonNode got = root().well("GetOpenIDConnectProvider", named);
    assertEquals(host, got.get("Url").asString());
    assertEquals("more", got.get("ClientIDList").get(0).asString());
    assertEquals(1, got.get("ThumbprintList").size());
    assertTrue(
        root()
            .well("ListOpenIDConnectProviders", "{}")
            .get("OpenIDConnectProviderList")
            .valueStream()
            .anyMatch(each -> each.get("Arn").asString().equals(arn)));
    root().well("DeleteOpenIDConnectProvider", named);
    root().refused("GetOpenIDConnectProvider", named, 404, "NoSuchEntity");
    root().refused("CreateOpenIDConnectProvider", body("Url", "http://x"), 400, "InvalidInput");
  }
}
