package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.allowing;
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

/** ECR's operations on repositories, and what docker sees of them. */
final class EcrRepositoriesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String MISSING =
      "The repository with name 'none/such' does not exist in the registry with id '123456789012'";

  private static EcrCaller root() {
    return new EcrCaller(SERVER.root());
  }

  private static EcrCaller caller(String policy) {
    return new EcrCaller(SERVER.administrator(basic(SERVER.user(policy))));
  }

  private static Repository pushing(String name) {
    return SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  }

  private static String named(String name) {
    return "{'repositoryName':'" + name + "'}";
  }

  private static String named(String name, String more) {
    return "{'repositoryName':'" + name + "'," + more + "}";
  }

  private static String created(String more) {
    String name = SERVER.fresh("made/app");
    root().well("CreateRepository", named(name, more));
    return name;
  }

  private static String created() {
    String name = SERVER.fresh("made/app");
    root().well("CreateRepository", named(name));
    return name;
  }

  @Test
  void a_repository_is_created_and_described_as_ecr_does() {
    String name = created();
    JsonNode described =
        root().well("DescribeRepositories", "{'repositoryNames':['" + name + "']}");
    JsonNode repository = described.get("repositories").get(0);
    assertEquals(
        "arn:aws:ecr:us-east-1:123456789012:repository/" + name,
        repository.get("repositoryArn").asString());
    assertEquals("123456789012", repository.get("registryId").asString());
    assertEquals(name, repository.get("repositoryName").asString());
    assertEquals(
        "127.0.0.1:" + SERVER.running().address().getPort() + "/" + name,
        repository.get("repositoryUri").asString());
    assertFalse(repository.get("createdAt").asString().isEmpty());
    assertEquals("MUTABLE", repository.get("imageTagMutability").asString());
    assertFalse(repository.has("imageTagMutabilityExclusionFilters"));
    assertFalse(repository.get("imageScanningConfiguration").get("scanOnPush").asBoolean());
    assertEquals(
        "AES256", repository.get("encryptionConfiguration").get("encryptionType").asString());
    root()
        .refused(
            "CreateRepository",
            named(name),
            409,
            "RepositoryAlreadyExistsException",
            "The repository with name '"
                + name
                + "' already exists in the registry with id '123456789012'");
    pushing(name).pushImage("one", "content");
  }

  @Test
  void a_repository_begins_with_the_settings_that_it_was_created_with() {
    String name =
        created(
            "'imageTagMutability':'IMMUTABLE_WITH_EXCLUSION',"
                + "'imageTagMutabilityExclusionFilters':"
                + "[{'filterType':'WILDCARD','filter':'dev-*'}],"
                + "'imageScanningConfiguration':{'scanOnPush':true},"
                + "'encryptionConfiguration':{'encryptionType':'AES256'},"
                + "'tags':[{'Key':'team','Value':'red'}]");
    JsonNode made =
        root()
            .well("DescribeRepositories", "{'repositoryNames':['" + name + "']}")
            .get("repositories")
            .get(0);
    assertEquals("IMMUTABLE_WITH_EXCLUSION", made.get("imageTagMutability").asString());
    assertEquals(
        "[{\"filterType\":\"WILDCARD\",\"filter\":\"dev-*\"}]",
        made.get("imageTagMutabilityExclusionFilters").toString());
    assertTrue(made.get("imageScanningConfiguration").get("scanOnPush").asBoolean());
    assertEquals(
        "[{\"Key\":\"team\",\"Value\":\"red\"}]",
        root()
            .well(
                "ListTagsForResource",
                "{'resourceArn':'" + made.get("repositoryArn").asString() + "'}")
            .get("tags")
            .toString());
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    root()
        .refused(
            "CreateRepository",
            named("none/such", "'imageTagMutability':'IMMUTABLE_WITH_EXCLUSION'"),
            400,
            "InvalidParameterException",
            "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as"
                + " IMMUTABLE_WITH_EXCLUSION");
    Answer kms =
        root()
            .call(
                "CreateRepository",
                named("none/such", "'encryptionConfiguration':{'encryptionType':'KMS'}"));
    Administrator.error(kms, 400, "KmsException");
    assertEquals("KMS.DisabledException", kms.json().get("kmsError").asString());
    root()
        .refusal(
            "CreateRepository",
            named(
                "none/such", "'encryptionConfiguration':{'encryptionType':'AES256','kmsKey':'k'}"),
            400,
            "InvalidParameterException");
    root().refusal("CreateRepository", named("Bad_Name!"), 400, "InvalidParameterException");
    root()
        .refusal(
            "CreateRepository",
            named("none/such", "'tags':[{'Key':'aws:x','Value':'y'}]"),
            400,
            "InvalidTagParameterException");
  }

  @Test
  void repositories_are_described_page_by_page_without_those_that_are_hidden() {
    String folder = SERVER.fresh("pages");
    for (String each : List.of("a", "b", "c", "d")) {
      root().well("CreateRepository", named(folder + "/" + each));
    }
    String all =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"ecr:DescribeRepositories\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":"
            + "\"ecr:*\",\"Resource\":\""
            + GuardedExtension.arn(folder + "/b")
            + "\"}]}";
    EcrCaller reader = caller(all);
    List<String> names = new ArrayList<>();
    JsonNode page = reader.well("DescribeRepositories", "{'maxResults':1}");
    while (page.has("nextToken")) {
      page.get("repositories").forEach(each -> names.add(each.get("repositoryName").asString()));
      page =
          reader.well(
              "DescribeRepositories",
              "{'maxResults':1,'nextToken':'" + page.get("nextToken").asString() + "'}");
    }
    page.get("repositories").forEach(each -> names.add(each.get("repositoryName").asString()));
    assertEquals(
        List.of(folder + "/a", folder + "/c", folder + "/d"),
        names.stream().filter(each -> each.startsWith(folder)).toList());
    reader.refusal("DescribeRepositories", "{'nextToken':'abc'}", 400, "InvalidParameterException");
    reader.refusal(
        "DescribeRepositories",
        "{'maxResults':1,'repositoryNames':['" + folder + "/a']}",
        400,
        "InvalidParameterException");
    root()
        .refused(
            "DescribeRepositories",
            "{'repositoryNames':['" + folder + "/a','none/such']}",
            404,
            "RepositoryNotFoundException",
            MISSING);
  }

  @Test
  void whoever_may_describe_one_repository_may_not_list_all() {
    String name = created();
    EcrCaller reader = caller(allowing("\"ecr:DescribeRepositories\"", name));
    reader.well("DescribeRepositories", "{'repositoryNames':['" + name + "']}");
    String refusal = reader.refusal("DescribeRepositories", "{}", 403, "AccessDenied");
    assertTrue(
        refusal.contains(
            "ecr:DescribeRepositories on resource:"
                + " arn:aws:ecr:us-east-1:123456789012:repository/*"),
        refusal);
  }

  @Test
  void a_repository_with_images_is_deleted_by_force_alone_and_its_name_is_free_at_once() {
    String name = created();
    Documents image = pushing(name).pushImage("one", "content");
    root()
        .refused(
            "DeleteRepository",
            named(name),
            409,
            "RepositoryNotEmptyException",
            "The repository with name '"
                + name
                + "' in registry with id '123456789012' cannot be deleted because it still contains"
                + " images");
    JsonNode deleted = root().well("DeleteRepository", named(name, "'force':true"));
    assertEquals(name, deleted.get("repository").get("repositoryName").asString());
    pushing(name).get("/manifests/one").expect(404);
    pushing(name).get("/tags/list").expect(404);
    root().well("CreateRepository", named(name));
    pushing(name).get("/manifests/" + image.digest()).expect(404);
    root().well("DeleteRepository", named(name));
    root()
        .refused(
            "DeleteRepository", named("none/such"), 404, "RepositoryNotFoundException", MISSING);
  }

  @Test
  void docker_is_held_to_the_immutability_that_the_api_sets() {
    String name = created();
    Repository docker = pushing(name);
    Documents first = docker.pushImage("v1", "first");
    JsonNode set =
        root().well("PutImageTagMutability", named(name, "'imageTagMutability':'IMMUTABLE'"));
    assertEquals("IMMUTABLE", set.get("imageTagMutability").asString());
    docker.pushManifest("v1", first).expect(201);
    Documents other = Documents.image(docker.blob("{}"), docker.blob("other"));
    Answer refused = docker.pushManifest("v1", other).expect(403);
    assertTrue(refused.text().contains("\"code\":\"DENIED\""), refused::toString);
    docker.pushManifest("v2", other).expect(201);
    root()
        .well(
            "PutImageTagMutability",
            named(
                name,
                "'imageTagMutability':'IMMUTABLE_WITH_EXCLUSION','imageTagMutabilityExclusionFilters"
                    + "':[{'filterType':'WILDCARD','filter':'v1'}]"));
    docker.pushManifest("v1", other).expect(201);
    docker.pushManifest("v2", first).expect(403);
    root()
        .refused(
            "PutImageTagMutability",
            named("none/such", "'imageTagMutability':'MUTABLE'"),
            404,
            "RepositoryNotFoundException",
            MISSING);
  }

  @Test
  void scan_on_push_is_kept() {
    String name = created();
    JsonNode set =
        root()
            .well(
                "PutImageScanningConfiguration",
                named(name, "'imageScanningConfiguration':{'scanOnPush':true}"));
    assertTrue(set.get("imageScanningConfiguration").get("scanOnPush").asBoolean());
    root()
        .refusal(
            "PutImageScanningConfiguration",
            named("none/such", "'imageScanningConfiguration':{}"),
            404,
            "RepositoryNotFoundException");
  }

  @Test
  void tags_are_put_taken_and_listed_within_their_limits() {
    String name = created();
    String arn = "'resourceArn':'arn:aws:ecr:us-east-1:123456789012:repository/" + name + "'";
    root().well("TagResource", "{" + arn + ",'tags':[{'Key':'b','Value':'2'}]}");
    root().well("TagResource", "{" + arn + ",'tags':[{'Key':'a','Value':''}]}");
    assertEquals(
        "{\"tags\":[{\"Key\":\"a\",\"Value\":\"\"},{\"Key\":\"b\",\"Value\":\"2\"}]}",
        root().well("ListTagsForResource", "{" + arn + "}").toString());
    root().well("UntagResource", "{" + arn + ",'tagKeys':['a','absent']}");
    assertEquals(1, root().well("ListTagsForResource", "{" + arn + "}").get("tags").size());
    StringBuilder many = new StringBuilder("{'Key':'k0','Value':'v'}");
    for (int i = 1; i < 49; i++) {
      many.append(",{'Key':'k").append(i).append("','Value':'v'}");
    }
    root().well("TagResource", "{" + arn + ",'tags':[" + many + "]}");
    root()
        .refused(
            "TagResource",
            "{" + arn + ",'tags':[{'Key':'more','Value':''}]}",
            400,
            "TooManyTagsException",
            "The list of tags on the repository is over the limit. The maximum number of tags that"
                + " can be applied to a repository is 50.");
    root()
        .refused(
            "ListTagsForResource",
            "{'resourceArn':'arn:aws:s3:::bucket'}",
            400,
            "InvalidParameterException",
            "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'");
    root()
        .refused(
            "ListTagsForResource",
            "{'resourceArn':'arn:aws:ecr:us-east-1:123456789012:repository/none/such'}",
            404,
            "RepositoryNotFoundException",
            MISSING);
  }

  @Test
  void conditions_may_speak_of_the_tags_that_a_request_gives() {
    String name = SERVER.fresh("tagged/app");
    EcrCaller maker =
        caller(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "[\"ecr:CreateRepository\",\"ecr:TagResource\"],\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"}}}]}");
    maker.refusal("CreateRepository", named(name), 403, "AccessDenied");
    maker.refusal(
        "CreateRepository",
        named(name, "'tags':[{'Key':'team','Value':'blue'}]"),
        403,
        "AccessDenied");
    maker.well("CreateRepository", named(name, "'tags':[{'Key':'team','Value':'red'}]"));
    EcrCaller untagging = caller(allowing("\"ecr:CreateRepository\"", "*"));
    String refusal =
        untagging.refusal(
            "CreateRepository",
            named(SERVER.fresh("x/y"), "'tags':[{'Key':'team','Value':'red'}]"),
            403,
            "AccessDenied");
    assertTrue(refusal.contains("ecr:TagResource"), refusal);
  }

  @Test
  void a_policy_that_shuts_its_setter_out_needs_force() {
    String name = created();
    IdentityName user = SERVER.user(allowing("\"ecr:*\"", name));
    EcrCaller setter = new EcrCaller(SERVER.administrator(basic(user)));
    String shutsOut = policy("Deny", "ecr:SetRepositoryPolicy");
    String message =
        setter.refusal(
            "SetRepositoryPolicy",
            named(name, "'policyText':" + shutsOut),
            400,
            "InvalidParameterException");
    assertTrue(message.contains("force"), message);
    setter.well(
        "SetRepositoryPolicy", named(name, "'policyText':" + policy("Deny", "ecr:PutImage")));
    setter.well("SetRepositoryPolicy", named(name, "'force':true,'policyText':" + shutsOut));
    setter.refusal(
        "SetRepositoryPolicy", named(name, "'policyText':" + shutsOut), 403, "AccessDenied");
  }

  @Test
  void root_always_has_a_way_back_from_a_policy_that_denies_everything() {
    String name = created();
    String everything = policy("Deny", "ecr:*");
    root().well("SetRepositoryPolicy", named(name, "'policyText':" + everything));
    root().refusal("GetRepositoryPolicy", named(name), 403, "AccessDenied");
    root().well("SetRepositoryPolicy", named(name, "'policyText':" + everything));
    root().well("DeleteRepositoryPolicy", named(name));
    root().refusal("GetRepositoryPolicy", named(name), 404, "RepositoryPolicyNotFoundException");
  }

  private static String policy(String effect, String action) {
    return "'{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Effect\\':\\'"
        + effect
        + "\\',\\'Principal\\':\\'*\\',\\'Action\\':\\'"
        + action
        + "\\'}]}'";
  }

  @Test
  void a_registry_is_described_without_replication() {
    assertEquals(
        "{\"registryId\":\"123456789012\",\"replicationConfiguration\":{\"rules\":[]}}",
        root().well("DescribeRegistry", "{}").toString());
  }
}
