package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.main.GuardedRegistry;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** ECR Public's operations, beside a docker that pushes to the same repositories. */
final class EcrPublicTest {
  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension("--public-aliases=team=" + GuardedRegistry.ACCOUNT);

  /** The administration door takes no larger ones; AwsApiIT brings the largest to the other. */
  private static final int LOGO_BYTES = 150_000;

  private final String name = SERVER.fresh("open/app");
  private final EcrCaller root = new EcrCaller(SERVER.root(), "ecr-public");
  private final Repository docker =
      SERVER.repository("public/team/" + name, basic("root", SERVER.running().rootPassword()));
  private final Repository anybody = new Repository(SERVER.http(), docker.name());

  static String arn(String repository) {
    return "arn:aws:ecr-public::" + GuardedRegistry.ACCOUNT + ":repository/" + repository;
  }

  /** A policy of one statement that allows actions on everything. */
  static String everywhere(String actions) {
    return GuardedExtension.allowing(actions, "@").replace(GuardedExtension.arn("@"), "*");
  }

  private String body(String more) {
    return "{'repositoryName':'" + name + "'" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private static String host() {
    return "127.0.0.1:" + SERVER.running().address().getPort();
  }

  private static byte[] png(int width, int height, int bytes) {
    byte[] head = {(byte) 0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82};
    return ByteBuffer.allocate(bytes).put(head).putInt(width).putInt(height).array();
  }

  private static String logo(byte[] bytes) {
    return "'catalogData':{'logoImageBlob':'" + Base64.getEncoder().encodeToString(bytes) + "'}";
  }

  @Test
  void a_repository_is_made_described_and_deleted() {
    JsonNode made = root.well("CreateRepository", body("'tags':[{'Key':'a','Value':'b'}]"));
    assertFalse(made.has("catalogData"), made::toString);
    JsonNode repository = made.get("repository");
    assertEquals(arn(name), repository.get("repositoryArn").asString());
    assertEquals(GuardedRegistry.ACCOUNT.value(), repository.get("registryId").asString());
    assertEquals(host() + "/public/team/" + name, repository.get("repositoryUri").asString());
    assertEquals(5, repository.size(), repository::toString);
    root.refused(
        "CreateRepository",
        body(""),
        409,
        "RepositoryAlreadyExistsException",
        "The repository with name '"
            + name
            + "' already exists in the registry with id '123456789012'");
    JsonNode described = root.well("DescribeRepositories", "{'repositoryNames':['" + name + "']}");
    assertEquals(repository, described.get("repositories").get(0));
    JsonNode all = root.well("DescribeRepositories", "{}");
    assertTrue(all.toString().contains(arn(name)), all::toString);
    JsonNode ofPrivate = new EcrCaller(SERVER.root()).well("DescribeRepositories", "{}");
    assertFalse(ofPrivate.toString().contains(name), ofPrivate::toString);
    JsonNode tags = root.well("ListTagsForResource", "{'resourceArn':'" + arn(name) + "'}");
    assertEquals("[{\"Key\":\"a\",\"Value\":\"b\"}]", tags.get("tags").toString());
    docker.pushImage("one", "content");
    root.refusal("DeleteRepository", body(""), 409, "RepositoryNotEmptyException");
    assertEquals(repository, root.well("DeleteRepository", body("'force':true")).get("repository"));
    root.refusal("DeleteRepository", body(""), 404, "RepositoryNotFoundException");
    anybody.get("/manifests/one").expect(404);
  }

  @Test
  void what_is_told_of_a_repository_is_replaced_and_goes_with_it() {
    JsonNode made =
        root.well(
            "CreateRepository",
            body(
                "'catalogData':{'description':'d','architectures':['ARM 64','x86'],"
                    + "'operatingSystems':['Linux'],'aboutText':'# a','usageText':'u'}"));
    assertEquals(
        "{\"description\":\"d\",\"architectures\":[\"ARM 64\",\"x86\"],"
            + "\"operatingSystems\":[\"Linux\"],\"aboutText\":\"# a\",\"usageText\":\"u\","
            + "\"marketplaceCertified\":false}",
        made.get("catalogData").toString());
    JsonNode got = root.well("GetRepositoryCatalogData", body(""));
    assertEquals(made.get("catalogData"), got.get("catalogData"));
    JsonNode put =
        root.well("PutRepositoryCatalogData", body("'catalogData':{'description':'other'}"));
    assertEquals(
        "{\"catalogData\":{\"description\":\"other\",\"marketplaceCertified\":false}}",
        put.toString());
    assertEquals(put, root.well("GetRepositoryCatalogData", body("")));
    root.well("DeleteRepository", body(""));
    root.refusal("GetRepositoryCatalogData", body(""), 404, "RepositoryNotFoundException");
    root.well("CreateRepository", body(""));
    assertEquals(
        "{\"catalogData\":{\"marketplaceCertified\":false}}",
        root.well("GetRepositoryCatalogData", body("")).toString());
  }

  @Test
  void the_page_of_one_list_is_none_of_the_other() {
    root.well("CreateRepository", body("'tags':[]"));
    root.well("CreateRepository", body("'tags':[]").replace(name, name + "-more"));
    String next = root.well("DescribeRepositories", "{'maxResults':1}").get("nextToken").asString();
    new EcrCaller(SERVER.root())
        .refusal(
            "DescribeRepositories",
            "{'maxResults':1,'nextToken':'" + next + "'}",
            400,
            "InvalidParameterException");
  }

  @Test
  void a_logo_is_a_picture_for_everybody_at_an_address_of_its_own() {
    byte[] bytes = png(60, 2_048, LOGO_BYTES);
    JsonNode made = root.well("CreateRepository", body(logo(bytes)));
    String url = made.get("catalogData").get("logoUrl").asString();
    assertTrue(
        url.startsWith("http://" + host() + "/entrepot/logos/123456789012/" + name + "/"), url);
    String path = URI.create(url).getPath();
    Answer answer = SERVER.http().call("GET", path).expect(200);
    answer
        .expectHeader("Content-Type", "image/png")
        .expectHeader("X-Content-Type-Options", "nosniff")
        .expectHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    assertArrayEquals(bytes, answer.body());
    SERVER.http().call("HEAD", path).expect(200);
    SERVER.http().call("GET", path.replace(".png", ".svg")).expect(404);
    root.well("PutRepositoryCatalogData", body("'catalogData':{}"));
    SERVER.http().call("GET", path).expect(404);
    root.well("PutRepositoryCatalogData", body(logo(bytes)));
    SERVER.http().call("GET", path).expect(200);
    root.well("DeleteRepository", body(""));
    SERVER.http().call("GET", path).expect(404);
  }

  @ParameterizedTest
  @CsvSource({
    "59, 60, 100",
    "60, 2049, 100",
    "-1, 60, 100",
  })
  void what_is_no_logo_is_refused(int width, int height, int size) {
    byte[] bytes = png(width, height, size);
    root.refusal("CreateRepository", body(logo(bytes)), 400, "InvalidParameterException");
    byte[] head = Arrays.copyOf(bytes, 20);
    root.refusal("CreateRepository", body(logo(head)), 400, "InvalidParameterException");
    root.refusal("GetRepositoryCatalogData", body(""), 404, "RepositoryNotFoundException");
  }

  @Test
  void a_registry_is_told_of_with_its_aliases_and_its_name() {
    JsonNode registry = root.well("DescribeRegistries", "{}").get("registries").get(0);
    assertEquals(
        "arn:aws:ecr-public::123456789012:registry/123456789012",
        registry.get("registryArn").asString());
    assertEquals(host() + "/public/team", registry.get("registryUri").asString());
    assertFalse(registry.get("verified").asBoolean());
    assertEquals(
        "[{\"name\":\"team\",\"status\":\"ACTIVE\",\"primaryRegistryAlias\":true,"
            + "\"defaultRegistryAlias\":false},{\"name\":\""
            + PublicPullTest.ALIAS
            + "\",\"status\":\"ACTIVE\",\"primaryRegistryAlias\":false,"
            + "\"defaultRegistryAlias\":true}]",
        registry.get("aliases").toString());
    root.refusal("DescribeRegistries", "{'nextToken':'x'}", 400, "InvalidParameterException");
    String nameless = "{\"registryCatalogData\":{}}";
    String named = "{\"registryCatalogData\":{\"displayName\":\"Team\"}}";
    assertEquals(nameless, root.well("GetRegistryCatalogData", "{}").toString());
    assertEquals(named, root.well("PutRegistryCatalogData", "{'displayName':'Team'}").toString());
    assertEquals(named, root.well("GetRegistryCatalogData", "{}").toString());
    root.well("PutRegistryCatalogData", "{'displayName':''}");
    assertEquals(nameless, root.well("GetRegistryCatalogData", "{}").toString());
  }

  @Test
  void tags_are_told_of_with_their_images_page_by_page() {
    Documents one = docker.pushImage("one", "content");
    docker.pushManifest("two", one).expect(201);
    JsonNode first = root.well("DescribeImageTags", body("'maxResults':1"));
    JsonNode detail = first.get("imageTagDetails").get(0);
    assertEquals("one", detail.get("imageTag").asString());
    assertTrue(detail.has("createdAt"), detail::toString);
    assertEquals(one.digest(), detail.get("imageDetail").get("imageDigest").asString());
    String next = first.get("nextToken").asString();
    JsonNode second = root.well("DescribeImageTags", body("'nextToken':'" + next + "'"));
    assertEquals("two", second.get("imageTagDetails").get(0).get("imageTag").asString());
    assertFalse(second.has("nextToken"), second::toString);
    JsonNode image = root.well("DescribeImages", body("")).get("imageDetails").get(0);
    assertEquals(one.digest(), image.get("imageDigest").asString());
    assertFalse(image.has("imageStatus"), image::toString);
    root.refusal(
        "DescribeImageTags", "{'repositoryName':'none'}", 404, "RepositoryNotFoundException");
  }

  @Test
  void an_image_that_was_put_is_pulled_by_everybody_and_deleted_for_all() {
    root.well("CreateRepository", body(""));
    Documents image = Documents.image(docker.blob("{}"), docker.blob("layer"));
    String manifest = new String(image.bytes(), UTF_8).replace("\"", "\\'").replace("\n", "\\n");
    root.well(
        "PutImage",
        body("'registryId':'team','imageTag':'api','imageManifest':'" + manifest + "'"));
    anybody.get("/manifests/api").expect(200);
    String layers = "['" + Repository.sha256("layer".getBytes(UTF_8)) + "']";
    assertEquals(
        "AVAILABLE",
        root.well("BatchCheckLayerAvailability", body("'layerDigests':" + layers))
            .get("layers")
            .get(0)
            .get("layerAvailability")
            .asString());
    root.well("BatchDeleteImage", body("'imageIds':[{'imageTag':'api'}]"));
    anybody.get("/manifests/api").expect(404);
    root.refusal(
        "InitiateLayerUpload", body("'registryId':'nobody'"), 404, "RegistryNotFoundException");
  }

  @Test
  void a_policy_of_the_repository_gives_the_actions_of_ecr_public() {
    root.well("CreateRepository", body(""));
    Repository pusher =
        SERVER.repository(docker.name(), basic(SERVER.user(everywhere("\"ecr:*\""))));
    pusher.http().call("POST", pusher.path("/blobs/uploads/")).expect(403);
    String policy =
        "{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Effect\\':\\'Allow\\',"
            + "\\'Principal\\':\\'*\\',\\'Action\\':\\'ecr-public:*\\'}]}";
    root.well("SetRepositoryPolicy", body("'policyText':'" + policy + "'"));
    pusher.pushImage("one", "content");
    JsonNode got = root.well("GetRepositoryPolicy", body(""));
    assertTrue(got.get("policyText").asString().contains("ecr-public:*"), got::toString);
    root.well("DeleteRepositoryPolicy", body(""));
    pusher.http().call("POST", pusher.path("/blobs/uploads/")).expect(403);
    root.refusal("GetRepositoryPolicy", body(""), 404, "RepositoryPolicyNotFoundException");
  }

  @Test
  void a_password_for_docker_needs_the_right_of_sts_too() {
    IdentityName user = SERVER.user(everywhere("\"ecr-public:*\""));
    EcrCaller caller = new EcrCaller(SERVER.administrator(basic(user)), "ecr-public");
    String message = caller.refusal("GetAuthorizationToken", "{}", 403, "AccessDenied");
    assertTrue(message.contains("sts:GetServiceBearerToken"), message);
    SERVER.allow(user, everywhere("\"ecr-public:*\",\"sts:GetServiceBearerToken\""));
    JsonNode data = caller.well("GetAuthorizationToken", "{}").get("authorizationData");
    assertEquals(2, data.size(), data::toString);
    String authorization = "Basic " + data.get("authorizationToken").asString();
    SERVER.repository(docker.name(), authorization).pushImage("one", "content");
    anybody.get("/manifests/one").expect(200);
  }

  @Test
  void a_private_repository_is_not_called_like_a_public_one() {
    String message =
        new EcrCaller(SERVER.root())
            .refusal(
                "CreateRepository",
                "{'repositoryName':'public/team/app'}",
                400,
                "InvalidParameterException");
    assertTrue(message.contains("which ecr-public creates"), message);
  }
}
