package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.arn;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Simulations at the administration door (IAM API reference), beside real decisions. */
final class SimulationTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final RegistryId REGISTRY = new RegistryId(GuardedRegistry.ACCOUNT.value());
  private static final String ADMIN = allowing("\"ecr:*\"", "*");

  /** What an action is really tried by; the answer is 403 or not. */
  private static final Map<String, String> TRIES =
      Map.of(
          "ecr:BatchGetImage", "GET /manifests/gone",
          "ecr:ListImages", "GET /tags/list",
          "ecr:BatchDeleteImage", "DELETE /manifests/gone",
          "ecr:InitiateLayerUpload", "POST /blobs/uploads/");

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String statement(String effect, String action, String more) {
    return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\"" + more + "}";
  }

  private static final String ANY = ",\"Resource\":\"*\"";

  private static final List<String> IDENTITY =
      List.of(
          policy(statement("Allow", "ecr:*", ANY)),
          policy(statement("Allow", "ecr:BatchGetImage", ANY)),
          policy(statement("Allow", "ecr:*", ANY), statement("Deny", "ecr:BatchDeleteImage", ANY)),
          policy(
              statement(
                  "Allow",
                  "ecr:Batch*",
                  ANY + ",\"Condition\":{\"StringEquals\":{\"ecr:ImageTag\":\"gone\"}}")),
          policy(
              statement(
                  "Allow",
                  "ecr:*",
                  ANY + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.1\"}}")),
          policy(
              statement(
                  "Allow",
                  "ecr:*",
                  ANY + ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}")),
          policy(statement("Allow", "s3:*", ANY)));

  private static final List<String> BOUNDARY =
      List.of(
          "",
          policy(statement("Allow", "ecr:*", ANY)),
          policy(statement("Allow", "ecr:*Image*", ANY)),
          policy(statement("Allow", "ecr:*", ANY), statement("Deny", "ecr:ListImages", ANY)));

  private static List<String> repositoryPolicies(List<IdentityName> users) {
    String named =
        ",\"Principal\":{\"AWS\":["
            + users.stream()
                .map(user -> "\"arn:aws:iam::" + user.account() + ":user/" + user.name() + "\"")
                .collect(Collectors.joining(","))
            + "]}";
    String root = ",\"Principal\":{\"AWS\":\"" + GuardedRegistry.ACCOUNT + "\"}";
    return List.of(
        "",
        policy(statement("Allow", "ecr:*", named)),
        policy(statement("Deny", "ecr:BatchGetImage", named)),
        policy(statement("Allow", "ecr:*", root)),
        policy(statement("Allow", "ecr:BatchGetImage", ",\"Principal\":\"*\"")));
  }

  /** With the context that the real requests of this test have. */
  private static JsonNode simulate(IdentityName user, List<String> repositories) {
    String actions =
        TRIES.keySet().stream().sorted().map(a -> "\"" + a + "\"").collect(Collectors.joining(","));
    String arns =
        repositories.stream().map(r -> "\"" + arn(r) + "\"").collect(Collectors.joining(","));
    return SERVER
        .root()
        .well(
            "SimulatePrincipalPolicy",
            "{\"PolicySourceArn\":\"arn:aws:iam::"
                + user.account()
                + ":user/"
                + user.name()
                + "\",\"ActionNames\":["
                + actions
                + "],\"ResourceArns\":["
                + arns
                + "],\"ContextEntries\":["
                + entry("aws:SourceIp", "127.0.0.1")
                + ","
                + entry("aws:SecureTransport", "false")
                + ","
                + entry("ecr:ImageTag", "gone")
                + "]}")
        .get("EvaluationResults");
  }

  private static String entry(String name, String value) {
    return "{\"ContextKeyName\":\""
        + name
        + "\",\"ContextKeyValues\":[\""
        + value
        + "\"],\"ContextKeyType\":\"string\"}";
  }

  @Test
  void a_simulation_says_what_a_real_request_meets() {
    List<IdentityName> users = new ArrayList<>();
    for (String identity : IDENTITY) {
      for (String boundary : BOUNDARY) {
        IdentityName user = SERVER.user(identity);
        if (!boundary.isEmpty()) {
          var policy =
              SERVER
                  .running()
                  .identities()
                  .managedPolicies()
                  .create(
                      NewPolicy.of(GuardedRegistry.ACCOUNT, SERVER.fresh("boundary"), boundary));
          SERVER.running().identities().identityPolicies().putBoundary(user, policy.arn());
        }
        users.add(user);
      }
    }
    List<String> repositories = new ArrayList<>();
    for (String policy : repositoryPolicies(users)) {
      String name = SERVER.fresh("simulated/app");
      SERVER.repository(name, basic(SERVER.user(ADMIN))).pushBlob(new byte[] {1});
      if (!policy.isEmpty()) {
        SERVER
            .running()
            .governance()
            .setPolicy(new RepositoryKey(REGISTRY, new RepositoryName(name)), policy);
      }
      repositories.add(name);
    }
    int allowed = compare(users, repositories);
    SERVER
        .running()
        .governance()
        .setPolicy(
            REGISTRY,
            policy(
                "{\"Effect\":\"Deny\",\"Action\":\"ecr:InitiateLayerUpload\",\"Principal\":\"*\","
                    + "\"Resource\":\"*\"}"));
    int fewer = compare(users, repositories);
    SERVER.running().governance().deletePolicy(REGISTRY);
    assertTrue(allowed > fewer && fewer > 100, allowed + ", " + fewer);
  }

  /** How many of all combinations were allowed. */
  private static int compare(List<IdentityName> users, List<String> repositories) {
    int allowed = 0;
    for (IdentityName user : users) {
      for (JsonNode result : simulate(user, repositories)) {
        String[] words = TRIES.getOrDefault(result.get("EvalActionName").asString(), "").split(" ");
        String arn = result.get("EvalResourceName").asString();
        JsonNode specific = result.get("ResourceSpecificResults").get(0);
        assertEquals(arn, specific.get("EvalResourceName").asString());
        assertEquals(result.get("EvalDecision"), specific.get("EvalResourceDecision"));
        Repository client = SERVER.repository(arn.substring(arn.indexOf('/') + 1), basic(user));
        int status = client.http().call(words[0], client.path(words[1])).status();
        boolean simulated = result.get("EvalDecision").asString().equals("allowed");
        assertEquals(status != 403, simulated, user + " " + result);
        allowed += simulated ? 1 : 0;
      }
    }
    return allowed;
  }

  private static JsonNode custom(String more) {
    return SERVER.root().well("SimulateCustomPolicy", "{" + more + "}").get("EvaluationResults");
  }

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Test
  void the_deciding_statement_and_what_was_missing_are_told() {
    String policy =
        policy(
            statement("Allow", "ecr:*", ANY),
            "{\"Sid\":\"Keep\",\"Effect\":\"Deny\",\"Action\":\"ecr:BatchDeleteImage\","
                + "\"Resource\":\"*\"}",
            statement(
                "Allow",
                "iam:GetUser",
                ANY + ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}"));
    JsonNode results =
        custom(
            "\"PolicyInputList\":["
                + json(policy)
                + "],\"ActionNames\":[\"ecr:PutImage\",\"ecr:BatchDeleteImage\",\"iam:GetUser\","
                + "\"s3:GetObject\"]");
    assertEquals(4, results.size());
    JsonNode put = results.get(0);
    assertEquals("ecr:PutImage", put.get("EvalActionName").asString());
    assertEquals("*", put.get("EvalResourceName").asString());
    assertEquals("allowed", put.get("EvalDecision").asString());
    assertEquals(
        "PolicyInputList.1", put.get("MatchedStatements").get(0).get("SourcePolicyId").asString());
    assertEquals(0, put.get("MatchedStatements").get(0).get("StatementIndex").asInt());
    JsonNode delete = results.get(1);
    assertEquals("explicitDeny", delete.get("EvalDecision").asString());
    assertEquals("Keep", delete.get("MatchedStatements").get(0).get("StatementId").asString());
    assertTrue(delete.get("Explanation").asString().contains("denied by Keep"), delete.toString());
    JsonNode tagged = results.get(2);
    assertEquals("implicitDeny", tagged.get("EvalDecision").asString());
    assertEquals("aws:principaltag/team", tagged.get("MissingContextValues").get(0).asString());
    assertTrue(
        tagged.get("Explanation").asString().contains("aws:principaltag/team"), tagged.toString());
    assertEquals("implicitDeny", results.get(3).get("EvalDecision").asString());
  }

  @Test
  void a_boundary_and_the_two_sides_of_two_accounts_are_told_apart() {
    String all = json(policy(statement("Allow", "ecr:*", ANY)));
    JsonNode bounded =
        custom(
                "\"PolicyInputList\":["
                    + all
                    + "],\"PermissionsBoundaryPolicyInputList\":["
                    + json(policy(statement("Allow", "s3:*", ANY)))
                    + "],\"ActionNames\":[\"ecr:PutImage\"],\"ResourceArns\":["
                    + json(arn("a/b"))
                    + "]")
            .get(0);
    assertEquals("implicitDeny", bounded.get("EvalDecision").asString());
    assertFalse(
        bounded
            .get("PermissionsBoundaryDecisionDetail")
            .get("AllowedByPermissionsBoundary")
            .asBoolean());
    assertTrue(
        bounded.get("Explanation").asString().contains("permissions boundary"), bounded.toString());
    String foreign = "arn:aws:ecr:us-east-1:999999999999:repository/a";
    String there =
        "\"PolicyInputList\":["
            + all
            + "],\"ActionNames\":[\"ecr:BatchGetImage\"],\"ResourceArns\":[\""
            + foreign
            + "\"]";
    JsonNode one = custom(there).get(0);
    assertEquals("implicitDeny", one.get("EvalDecision").asString());
    assertEquals("allowed", one.get("EvalDecisionDetails").get("identity-based policy").asString());
    assertEquals(
        "implicitDeny", one.get("EvalDecisionDetails").get("resource-based policy").asString());
    String given =
        policy(
            statement(
                "Allow",
                "ecr:BatchGetImage",
                ",\"Principal\":{\"AWS\":\"" + GuardedRegistry.ACCOUNT + "\"}"));
    JsonNode both = custom(there + ",\"ResourcePolicy\":" + json(given)).get(0);
    assertEquals("allowed", both.get("EvalDecision").asString(), both.toString());
    assertEquals(2, both.get("MatchedStatements").size());
  }

  @Test
  void policies_of_groups_and_roles_are_simulated_too() {
    var identities = SERVER.running().identities();
    String name = SERVER.fresh("group");
    IdentityName group = IdentityName.group(GuardedRegistry.ACCOUNT, name);
    identities.groups().create(GuardedRegistry.ACCOUNT, name, "/");
    identities.identityPolicies().putInline(group, new InlinePolicy("own", ADMIN));
    String call =
        "{\"PolicySourceArn\":\"arn:aws:iam::"
            + GuardedRegistry.ACCOUNT
            + ":group/"
            + name
            + "\",\"ActionNames\":[\"ecr:PutImage\"],\"ResourceArns\":["
            + json(arn("a"))
            + "]}";
    JsonNode result =
        SERVER.root().well("SimulatePrincipalPolicy", call).get("EvaluationResults").get(0);
    assertEquals("allowed", result.get("EvalDecision").asString());
    JsonNode statement = result.get("MatchedStatements").get(0);
    assertEquals("group", statement.get("SourcePolicyType").asString());
  }

  @Test
  void results_come_in_pages() {
    String body =
        "\"PolicyInputList\":[],\"ActionNames\":[\"ecr:PutImage\",\"ecr:ListImages\","
            + "\"ecr:BatchGetImage\"],\"MaxItems\":2";
    JsonNode first = SERVER.root().well("SimulateCustomPolicy", "{" + body + "}");
    assertEquals(2, first.get("EvaluationResults").size());
    assertTrue(first.get("IsTruncated").asBoolean());
    JsonNode second =
        SERVER
            .root()
            .well(
                "SimulateCustomPolicy",
                "{" + body + ",\"Marker\":" + json(first.get("Marker").asString()) + "}");
    assertEquals(
        "ecr:BatchGetImage",
        second.get("EvaluationResults").get(0).get("EvalActionName").asString());
    assertFalse(second.get("IsTruncated").asBoolean());
  }

  @Test
  void a_simulation_needs_the_right_to_it_and_stays_in_its_account() {
    IdentityName user = SERVER.user(ADMIN);
    Administrator mere = SERVER.administrator(basic(user));
    String source = "\"PolicySourceArn\":\"arn:aws:iam::" + user.account() + ":user/" + user.name();
    String actions = "\",\"ActionNames\":[\"ecr:PutImage\"]}";
    mere.refused("SimulatePrincipalPolicy", "{" + source + actions, 403, "AccessDenied");
    mere.refused(
        "SimulateCustomPolicy",
        "{\"PolicyInputList\":[],\"ActionNames\":[\"ecr:PutImage\"]}",
        403,
        "AccessDenied");
    SERVER
        .root()
        .refused(
            "SimulatePrincipalPolicy",
            "{\"PolicySourceArn\":\"arn:aws:iam::999999999999:user/x" + actions,
            404,
            "NoSuchEntity");
    SERVER
        .root()
        .refused(
            "SimulateCustomPolicy",
            "{\"PolicyInputList\":[],\"ActionNames\":[\"ecr:*\"]}",
            400,
            "InvalidInput");
  }
}
