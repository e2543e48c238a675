package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.body;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Managed and inline policies, attachments and boundaries at the administration door. */
final class AdministrationPoliciesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String PULL_ONLY =
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly";
  private static final String DOCUMENT =
      "{\"Version\": \"2012-10-17\",\n \"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
          + " \"iam:GetUser\", \"Resource\": \"*\"}]}";
  private static final String OTHER =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}]}";

  private static Administrator root() {
    return SERVER.root();
  }

  private static String policy() {
    return root()
        .well(
            "CreatePolicy", body("PolicyName", SERVER.fresh("policy"), "PolicyDocument", DOCUMENT))
        .get("Policy")
        .get("Arn")
        .asString();
  }

  /** Makes a user, group or role. */
  private static String holder(String kind) {
    String name = SERVER.fresh("holder");
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"123456789012\"},\"Action\":\"sts:AssumeRole\"}]}";
    if (kind.equals("Role")) {
      root().well("CreateRole", body("RoleName", name, "AssumeRolePolicyDocument", trust));
    } else {
      root().well("Create" + kind, body(kind + "Name", name));
    }
    return name;
  }

  @Test
  void a_policy_is_made_versioned_and_deleted() {
    String arn = policy();
    String version = body("PolicyArn", arn, "VersionId", "v1");
    assertEquals(
        DOCUMENT,
        root().well("GetPolicyVersion", version).get("PolicyVersion").get("Document").asString());
    root()
        .well(
            "CreatePolicyVersion",
            "{\"SetAsDefault\":true,"
                + body("PolicyArn", arn, "PolicyDocument", OTHER).substring(1));
    assertEquals(
        "v2",
        root()
            .well("GetPolicy", body("PolicyArn", arn))
            .get("Policy")
            .get("DefaultVersionId")
            .asString());
    JsonNode first =
        root().well("ListPolicyVersions", "{\"MaxItems\":1,\"PolicyArn\":\"" + arn + "\"}");
    assertEquals("v2", first.get("Versions").get(0).get("VersionId").asString());
    JsonNode second =
        root()
            .well(
                "ListPolicyVersions",
                body("PolicyArn", arn, "Marker", first.get("Marker").asString()));
    assertEquals("v1", second.get("Versions").get(0).get("VersionId").asString());
    root().refused("DeletePolicy", body("PolicyArn", arn), 409, "DeleteConflict");
    root()
        .refused(
            "DeletePolicyVersion",
            body("PolicyArn", arn, "VersionId", "v2"),
            409,
            "DeleteConflict");
    root().well("SetDefaultPolicyVersion", version);
    root().well("DeletePolicyVersion", body("PolicyArn", arn, "VersionId", "v2"));
    root().well("DeletePolicy", body("PolicyArn", arn));
    root().refused("GetPolicy", body("PolicyArn", arn), 404, "NoSuchEntity");
  }

  @Test
  void a_bad_policy_is_refused_with_the_place_of_its_mistake() {
    String message =
        root()
            .refused(
                "CreatePolicy",
                body(
                    "PolicyName",
                    SERVER.fresh("bad"),
                    "PolicyDocument",
                    OTHER.replace("Deny", "Perhaps")),
                400,
                "MalformedPolicyDocument");
    assertTrue(message.contains("Statement"), message);
    assertTrue(message.contains("Effect"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"User", "Group", "Role"})
  void a_policy_is_attached_listed_and_detached(String kind) {
    String holder = holder(kind);
    String arn = policy();
    String both = body(kind + "Name", holder, "PolicyArn", arn);
    root().well("Attach" + kind + "Policy", both);
    root().well("Attach" + kind + "Policy", body(kind + "Name", holder, "PolicyArn", PULL_ONLY));
    JsonNode attached =
        root().well("ListAttached" + kind + "Policies", body(kind + "Name", holder));
    assertEquals(2, attached.get("AttachedPolicies").size());
    JsonNode entities = root().well("ListEntitiesForPolicy", body("PolicyArn", arn));
    assertEquals(holder, entities.get("Policy" + kind + "s").get(0).get(kind + "Name").asString());
    root().refused("DeletePolicy", body("PolicyArn", arn), 409, "DeleteConflict");
    root().refused("Delete" + kind, body(kind + "Name", holder), 409, "DeleteConflict");
    root().well("Detach" + kind + "Policy", both);
    root().refused("Detach" + kind + "Policy", both, 404, "NoSuchEntity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"User", "Group", "Role"})
  void an_inline_policy_is_put_shown_and_deleted(String kind) {
    String holder = holder(kind);
    String named = body(kind + "Name", holder, "PolicyName", "own");
    root()
        .well(
            "Put" + kind + "Policy",
            body(kind + "Name", holder, "PolicyName", "own", "PolicyDocument", DOCUMENT));
    JsonNode got = root().well("Get" + kind + "Policy", named);
    assertEquals(DOCUMENT, got.get("PolicyDocument").asString());
    assertEquals(holder, got.get(kind + "Name").asString());
    JsonNode listed = root().well("List" + kind + "Policies", body(kind + "Name", holder));
    assertEquals("own", listed.get("PolicyNames").get(0).asString());
    root().well("Delete" + kind + "Policy", named);
    root().refused("Get" + kind + "Policy", named, 404, "NoSuchEntity");
  }

  @Test
  void which_policy_may_be_attached_can_be_limited() {
    IdentityName delegate =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"iam:AttachUserPolicy\",\"Resource\":\"*\",\"Condition\":{\"ArnEquals\":"
                + "{\"iam:PolicyARN\":\""
                + PULL_ONLY
                + "\"}}}]}");
    Administrator limited = SERVER.administrator(basic(delegate));
    String holder = holder("User");
    limited.well("AttachUserPolicy", body("UserName", holder, "PolicyArn", PULL_ONLY));
    limited.refused(
        "AttachUserPolicy",
        body("UserName", holder, "PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"),
        403,
        "AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"User", "Role"})
  void a_boundary_is_put_and_taken_away(String kind) {
    String holder = holder(kind);
    String named = body(kind + "Name", holder);
    root()
        .well(
            "Put" + kind + "PermissionsBoundary",
            body(kind + "Name", holder, "PermissionsBoundary", PULL_ONLY));
    assertEquals(
        PULL_ONLY,
        root()
            .well("Get" + kind, named)
            .get(kind)
            .get("PermissionsBoundary")
            .get("PermissionsBoundaryArn")
            .asString());
    root().well("Delete" + kind + "PermissionsBoundary", named);
    root().refused("Delete" + kind + "PermissionsBoundary", named, 404, "NoSuchEntity");
  }

  @Test
  void the_policies_of_aws_come_before_the_own_ones_page_by_page() {
    String own = policy();
    List<String> seen = new ArrayList<>();
    String marker = "";
    boolean more = true;
    for (int pages = 0; more && pages < 100; pages++) {
      JsonNode page = root().well("ListPolicies", "{\"MaxItems\":2" + marker + "}");
      page.get("Policies").forEach(policy -> seen.add(policy.get("Arn").asString()));
      more = page.get("IsTruncated").asBoolean();
      marker = more ? ",\"Marker\":\"" + page.get("Marker").asString() + "\"" : "";
    }
    assertEquals(seen.stream().distinct().toList(), seen);
    assertTrue(seen.contains(own) && seen.contains(PULL_ONLY), seen::toString);
    assertTrue(seen.subList(0, 7).stream().allMatch(arn -> arn.contains("::aws:")));
    assertEquals(7, root().well("ListPolicies", body("Scope", "AWS")).get("Policies").size());
    assertEquals(
        seen.size() - 7,
        root().well("ListPolicies", body("Scope", "Local")).get("Policies").size());
    root().refused("ListPolicies", body("Scope", "Some"), 400, "ValidationError");
  }

  @Test
  void the_policies_of_aws_are_read_under_their_own_arns_and_never_changed() {
    IdentityName reader =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"iam:GetPolicy\",\"Resource\":\"arn:aws:iam::aws:policy/*\"}]}");
    Administrator limited = SERVER.administrator(basic(reader));
    limited.well("GetPolicy", body("PolicyArn", PULL_ONLY));
    limited.refused("GetPolicy", body("PolicyArn", policy()), 403, "AccessDenied");
    Answer answer = root().iam("DeletePolicy", body("PolicyArn", PULL_ONLY));
    assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
  }
}
