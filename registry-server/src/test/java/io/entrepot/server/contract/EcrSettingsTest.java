package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is set of registries, the templates of repositories, and lifecycle policies as texts. */
final class EcrSettingsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String LIFECYCLE =
      "{\\'rules\\':[{\\'rulePriority\\':1,\\'selection\\':{\\'tagStatus\\':\\'untagged\\',"
          + "\\'countType\\':\\'imageCountMoreThan\\',\\'countNumber\\':1},"
          + "\\'action\\':{\\'type\\':\\'expire\\'}}]}";

  private final EcrCaller root = new EcrCaller(SERVER.root());

  private static Repository docker(String name) {
    return SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  }

  @Test
  void settings_have_their_values_and_no_other() {
    assertEquals(
        "{\"name\":\"REGISTRY_POLICY_SCOPE\",\"value\":\"V2\"}",
        root.well("GetAccountSetting", "{'name':'REGISTRY_POLICY_SCOPE'}").toString());
    root.well("PutAccountSetting", "{'name':'REGISTRY_POLICY_SCOPE','value':'V2'}");
    root.refused(
        "PutAccountSetting",
        "{'name':'REGISTRY_POLICY_SCOPE','value':'V1'}",
        400,
        "InvalidParameterException",
        "Invalid parameter at 'value' failed to satisfy constraint: 'The value of"
            + " REGISTRY_POLICY_SCOPE can only be V2'");
    root.refusal("GetAccountSetting", "{'name':'OTHER'}", 400, "InvalidParameterException");
    EcrCaller one =
        new EcrCaller(
            SERVER.administrator(
                basic(
                    SERVER.user(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"ecr:GetAccountSetting\",\"Resource\":\"*\","
                            + "\"Condition\":{\"StringEquals\":{\"ecr:AccountSetting\":"
                            + "\"BLOB_MOUNTING\"}}}]}"))));
    one.well("GetAccountSetting", "{'name':'BLOB_MOUNTING'}");
    one.refusal("GetAccountSetting", "{'name':'REGISTRY_POLICY_SCOPE'}", 403, "AccessDenied");
  }

  @Test
  void without_blob_mounting_a_mount_becomes_an_upload() {
    String from = SERVER.fresh("mount/from");
    String to = SERVER.fresh("mount/to");
    String digest = docker(from).pushBlob("content".getBytes(UTF_8)).toString();
    String mount = "/v2/" + to + "/blobs/uploads/?from=" + from + "&mount=" + digest;
    HttpCalls http =
        SERVER.http().with("Authorization", basic("root", SERVER.running().rootPassword()));
    root.well("PutAccountSetting", "{'name':'BLOB_MOUNTING','value':'DISABLED'}");
    http.call("POST", mount).expect(202);
    http.call("POST", mount.replace("/v2/", "/v2/public/" + PublicPullTest.ALIAS + "/"))
        .expect(202);
    root.well("PutAccountSetting", "{'name':'BLOB_MOUNTING','value':'ENABLED'}");
    http.call("POST", mount).expect(201);
  }

  @Test
  void principals_whose_pulls_do_not_count_are_listed() {
    List<String> principals = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String arn = "arn:aws:iam::123456789012:role/" + SERVER.fresh("puller");
      principals.add(arn);
      JsonNode registered =
          root.well("RegisterPullTimeUpdateExclusion", "{'principalArn':'" + arn + "'}");
      assertEquals(arn, registered.get("principalArn").asString());
      assertFalse(registered.get("createdAt").asString().isEmpty());
    }
    String first = "{'principalArn':'" + principals.getFirst() + "'}";
    root.refusal("RegisterPullTimeUpdateExclusion", first, 409, "ExclusionAlreadyExistsException");
    JsonNode page = root.well("ListPullTimeUpdateExclusions", "{'maxResults':2}");
    List<String> listed = new ArrayList<>();
    page.get("pullTimeUpdateExclusions").forEach(each -> listed.add(each.asString()));
    page =
        root.well(
            "ListPullTimeUpdateExclusions",
            "{'nextToken':'" + page.get("nextToken").asString() + "'}");
    page.get("pullTimeUpdateExclusions").forEach(each -> listed.add(each.asString()));
    assertEquals(principals.stream().sorted().toList(), listed);
    root.well("DeregisterPullTimeUpdateExclusion", first);
    root.refusal("DeregisterPullTimeUpdateExclusion", first, 404, "ExclusionNotFoundException");
    root.refusal(
        "RegisterPullTimeUpdateExclusion",
        "{'principalArn':'somebody'}",
        400,
        "InvalidParameterException");
  }

  @Test
  void a_lifecycle_policy_is_put_got_and_deleted() {
    String name = SERVER.fresh("cycle/app");
    docker(name).pushImage("one", "content");
    String named = "'repositoryName':'" + name + "'";
    String missing =
        "Lifecycle policy does not exist for the repository with name '"
            + name
            + "' in the registry with id '123456789012'";
    root.refused(
        "GetLifecyclePolicy", "{" + named + "}", 404, "LifecyclePolicyNotFoundException", missing);
    root.well("PutLifecyclePolicy", "{" + named + ",'lifecyclePolicyText':'" + LIFECYCLE + "'}");
    String text = LIFECYCLE.replace("\\'", "\"");
    assertEquals(
        text,
        root.well("GetLifecyclePolicy", "{" + named + "}").get("lifecyclePolicyText").asString());
    root.refused(
        "PutLifecyclePolicy",
        "{" + named + ",'lifecyclePolicyText':'" + LIFECYCLE.replace("untagged", "none") + "'}",
        400,
        "InvalidParameterException",
        "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy"
            + " validation failure: instance value (\"none\") not found in enum (possible values:"
            + " [\"tagged\",\"untagged\",\"any\"])' (at rules[0].selection.tagStatus)");
    assertEquals(
        text,
        root.well("DeleteLifecyclePolicy", "{" + named + "}")
            .get("lifecyclePolicyText")
            .asString());
    root.refused(
        "DeleteLifecyclePolicy",
        "{" + named + "}",
        404,
        "LifecyclePolicyNotFoundException",
        missing);
    root.refusal(
        "GetLifecyclePolicy", "{'repositoryName':'none/such'}", 404, "RepositoryNotFoundException");
  }

  private JsonNode template(String operation, String prefix, String more) {
    return root.well(operation, "{'prefix':'" + prefix + "'" + more + "}")
        .get("repositoryCreationTemplate");
  }

  @Test
  void a_template_is_created_changed_described_and_deleted() {
    String prefix = SERVER.fresh("templates");
    JsonNode made =
        template(
            "CreateRepositoryCreationTemplate",
            prefix,
            ",'description':'first','appliedFor':['CREATE_ON_PUSH','REPLICATION'],"
                + "'imageTagMutability':'IMMUTABLE','resourceTags':[{'Key':'a','Value':'b'}]");
    assertEquals("IMMUTABLE", made.get("imageTagMutability").asString());
    assertEquals("[\"CREATE_ON_PUSH\",\"REPLICATION\"]", made.get("appliedFor").toString());
    assertEquals("[{\"Key\":\"a\",\"Value\":\"b\"}]", made.get("resourceTags").toString());
    assertEquals("AES256", made.get("encryptionConfiguration").get("encryptionType").asString());
    root.refusal(
        "CreateRepositoryCreationTemplate",
        "{'prefix':'" + prefix + "','appliedFor':['CREATE_ON_PUSH']}",
        409,
        "TemplateAlreadyExistsException");
    JsonNode changed =
        template(
            "UpdateRepositoryCreationTemplate",
            prefix,
            ",'description':'second','lifecyclePolicy':'" + LIFECYCLE + "'");
    assertEquals("second", changed.get("description").asString());
    assertEquals("IMMUTABLE", changed.get("imageTagMutability").asString());
    JsonNode described =
        root.well("DescribeRepositoryCreationTemplates", "{'prefixes':['" + prefix + "','none']}");
    assertEquals("123456789012", described.get("registryId").asString());
    assertEquals("[" + changed + "]", described.get("repositoryCreationTemplates").toString());
    template("DeleteRepositoryCreationTemplate", prefix, "");
    for (String operation :
        List.of("DeleteRepositoryCreationTemplate", "UpdateRepositoryCreationTemplate")) {
      root.refusal(operation, "{'prefix':'" + prefix + "'}", 404, "TemplateNotFoundException");
    }
    root.refusal(
        "CreateRepositoryCreationTemplate",
        "{'prefix':'Bad','appliedFor':['CREATE_ON_PUSH']}",
        400,
        "InvalidParameterException");
  }

  @Test
  void a_push_makes_a_repository_as_the_nearest_template_says() {
    String prefix = SERVER.fresh("nearest");
    template(
        "CreateRepositoryCreationTemplate",
        prefix,
        ",'appliedFor':['CREATE_ON_PUSH'],'imageTagMutability':'IMMUTABLE',"
            + "'resourceTags':[{'Key':'team','Value':'red'}],'lifecyclePolicy':'"
            + LIFECYCLE
            + "','repositoryPolicy':'{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':"
            + "[{\\'Effect\\':\\'Allow\\',\\'Principal\\':\\'*\\',\\'Action\\':"
            + "\\'ecr:BatchGetImage\\'}]}'");
    template("CreateRepositoryCreationTemplate", prefix + "/near", ",'appliedFor':['REPLICATION']");
    docker(prefix + "/near/app").pushImage("one", "content");
    JsonNode made =
        root.well("DescribeRepositories", "{'repositoryNames':['" + prefix + "/near/app']}")
            .get("repositories")
            .get(0);
    assertEquals("IMMUTABLE", made.get("imageTagMutability").asString());
    assertEquals(
        "[{\"Key\":\"team\",\"Value\":\"red\"}]",
        root.well(
                "ListTagsForResource",
                "{'resourceArn':'" + made.get("repositoryArn").asString() + "'}")
            .get("tags")
            .toString());
    root.well("GetLifecyclePolicy", "{'repositoryName':'" + prefix + "/near/app'}");
    root.well("GetRepositoryPolicy", "{'repositoryName':'" + prefix + "/near/app'}");
    docker(prefix + "x/app").pushImage("one", "content");
    assertEquals(
        "MUTABLE",
        root.well("DescribeRepositories", "{'repositoryNames':['" + prefix + "x/app']}")
            .get("repositories")
            .get(0)
            .get("imageTagMutability")
            .asString());
    IdentityName untagging =
        SERVER.user(allowing(GuardedExtension.PUSH + "," + GuardedExtension.CREATE, prefix + "/*"));
    Answer refused =
        SERVER
            .http()
            .with("Authorization", basic(untagging))
            .call("POST", "/v2/" + prefix + "/other/blobs/uploads/");
    assertEquals(403, refused.status());
    assertTrue(refused.text().contains("ecr:TagResource"), refused::toString);
  }
}
