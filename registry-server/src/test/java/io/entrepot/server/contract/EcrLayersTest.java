package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** ECR's operations on layers, their addresses, and the password that it gives to docker. */
final class EcrLayersTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String ABSENT = "sha256:" + "0".repeat(64);

  private final String name = SERVER.fresh("layers/app");
  private final EcrCaller root = new EcrCaller(SERVER.root());
  private final Repository docker =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));

  EcrLayersTest() {
    root.well("CreateRepository", "{'repositoryName':'" + name + "'}");
  }

  private String body(String more) {
    return "{'repositoryName':'" + name + "'" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private String upload() {
    JsonNode begun = root.well("InitiateLayerUpload", body(""));
    assertEquals(10 << 20, begun.get("partSize").asInt());
    return begun.get("uploadId").asString();
  }

  private String part(String upload, byte[] layer, int first, int end) {
    return body(
        "'uploadId':'"
            + upload
            + "','partFirstByte':"
            + first
            + ",'partLastByte':"
            + (end - 1)
            + ",'layerPartBlob':'"
            + Base64.getEncoder().encodeToString(Arrays.copyOfRange(layer, first, end))
            + "'");
  }

  private String complete(String upload, String digest) {
    return body("'uploadId':'" + upload + "','layerDigests':['" + digest + "']");
  }

  @Test
  void a_layer_that_comes_in_parts_is_pulled_by_docker() {
    byte[] layer = bytes(150_000);
    String digest = Repository.sha256(layer).toString();
    String upload = upload();
    JsonNode first = root.well("UploadLayerPart", part(upload, layer, 0, 100_000));
    assertEquals(99_999, first.get("lastByteReceived").asInt());
    assertEquals(upload, first.get("uploadId").asString());
    root.well("UploadLayerPart", part(upload, layer, 100_000, 150_000));
    JsonNode done = root.well("CompleteLayerUpload", complete(upload, digest));
    assertEquals(digest, done.get("layerDigest").asString());
    assertEquals(name, done.get("repositoryName").asString());
    docker.head("/blobs/" + digest).expect(200).expectHeader("Content-Length", "150000");
    root.refusal("CompleteLayerUpload", complete(upload, digest), 404, "UploadNotFoundException");
    String again = upload();
    root.well("UploadLayerPart", part(again, layer, 0, 150_000));
    root.refusal(
        "CompleteLayerUpload", complete(again, digest), 409, "LayerAlreadyExistsException");
  }

  @Test
  void a_part_that_does_not_follow_the_last_is_refused_and_told_where_to_go_on() {
    byte[] layer = bytes(1_000);
    String upload = upload();
    root.well("UploadLayerPart", part(upload, layer, 0, 400));
    Answer gap = root.call("UploadLayerPart", part(upload, layer, 500, 1_000));
    Administrator.error(gap, 400, "InvalidLayerPartException");
    assertEquals(399, gap.json().get("lastValidByteReceived").asInt());
    assertEquals(upload, gap.json().get("uploadId").asString());
    assertEquals(name, gap.json().get("repositoryName").asString());
    assertEquals("123456789012", gap.json().get("registryId").asString());
    root.refusal(
        "UploadLayerPart",
        part(upload, layer, 400, 500).replace("'partLastByte':499", "'partLastByte':500"),
        400,
        "InvalidLayerPartException");
    root.well("UploadLayerPart", part(upload, layer, 400, 1_000));
  }

  @Test
  void an_upload_ends_well_only_with_bytes_of_its_digest() {
    byte[] layer = bytes(100);
    String upload = upload();
    root.refusal("CompleteLayerUpload", complete(upload, ABSENT), 400, "EmptyUploadException");
    root.well("UploadLayerPart", part(upload, layer, 0, 100));
    root.refusal("CompleteLayerUpload", complete(upload, ABSENT), 400, "InvalidLayerException");
    String nowhere = "00000000-0000-4000-8000-000000000000";
    root.refusal("UploadLayerPart", part(nowhere, layer, 0, 100), 404, "UploadNotFoundException");
    root.refusal(
        "UploadLayerPart", part("nonsense", layer, 0, 100), 404, "UploadNotFoundException");
    root.refusal(
        "InitiateLayerUpload",
        "{'repositoryName':'none/such'}",
        404,
        "RepositoryNotFoundException");
  }

  @Test
  void an_upload_is_its_beginners_alone() {
    String upload = upload();
    EcrCaller other =
        new EcrCaller(
            SERVER.administrator(basic(SERVER.user(GuardedExtension.allowing("\"ecr:*\"", name)))));
    other.refusal(
        "UploadLayerPart", part(upload, bytes(10), 0, 10), 404, "UploadNotFoundException");
  }

  @Test
  void the_type_of_a_layer_is_what_an_image_calls_it() {
    docker.pushImage("one", "a typed layer");
    String digest = Repository.sha256("a typed layer".getBytes(UTF_8)).toString();
    JsonNode layer =
        root.well("BatchCheckLayerAvailability", body("'layerDigests':['" + digest + "']"))
            .get("layers")
            .get(0);
    assertEquals("application/vnd.oci.image.layer.v1.tar", layer.get("mediaType").asString());
  }

  @Test
  void layers_are_looked_for_one_by_one() {
    String digest = docker.pushBlob("content".getBytes(UTF_8)).toString();
    JsonNode answer =
        root.well(
            "BatchCheckLayerAvailability",
            body("'layerDigests':['" + digest + "','" + ABSENT + "','nonsense','']"));
    assertEquals(
        "[{\"layerDigest\":\""
            + digest
            + "\",\"layerAvailability\":\"AVAILABLE\",\"layerSize\":7},{\"layerDigest\":\""
            + ABSENT
            + "\",\"layerAvailability\":\"UNAVAILABLE\"}]",
        answer.get("layers").toString());
    assertEquals("InvalidLayerDigest", answer.get("failures").get(0).get("failureCode").asString());
    assertEquals("MissingLayerDigest", answer.get("failures").get(1).get("failureCode").asString());
    root.refusal(
        "BatchCheckLayerAvailability",
        "{'repositoryName':'none/such','layerDigests':['" + digest + "']}",
        404,
        "RepositoryNotFoundException");
  }

  private String address(String digest) {
    String url =
        root.well("GetDownloadUrlForLayer", body("'layerDigest':'" + digest + "'"))
            .get("downloadUrl")
            .asString();
    String server = "http://127.0.0.1:" + SERVER.running().address().getPort();
    assertTrue(url.startsWith(server), url);
    return url.substring(server.length());
  }

  @Test
  void an_address_of_a_layer_is_good_without_credentials_and_for_ranges() {
    byte[] layer = bytes(50_000);
    String address = address(docker.pushBlob(layer).toString());
    assertArrayEquals(layer, SERVER.http().call("GET", address).expect(200).body());
    assertArrayEquals(
        Arrays.copyOfRange(layer, 10, 20),
        SERVER.http().call("GET", address, "Range", "bytes=10-19").expect(206).body());
    root.refusal(
        "GetDownloadUrlForLayer",
        body("'layerDigest':'" + ABSENT + "'"),
        404,
        "LayersNotFoundException");
  }

  @Test
  void an_address_is_good_for_its_layer_method_and_time_alone() {
    String address = address(docker.pushBlob(bytes(10)).toString());
    String other = docker.pushBlob(bytes(11)).toString();
    String elsewhere = address.replaceFirst("sha256:[0-9a-f]+", other);
    SERVER.http().call("GET", elsewhere).expectError(403, "DENIED");
    SERVER.http().call("HEAD", address).expect(405);
    SERVER
        .http()
        .call("GET", address.replaceFirst("expires=1", "expires=2"))
        .expectError(403, "DENIED");
    SERVER
        .http()
        .call("GET", address.substring(0, address.indexOf('?')))
        .expectError(403, "DENIED");
    SERVER.http().call("GET", "/entrepot/layers/x/blobs/" + other).expectError(403, "DENIED");
    SERVER.http().call("GET", address).expect(200);
    SERVER.running().pass(Duration.ofMinutes(61));
    SERVER.http().call("GET", address).expectError(403, "DENIED");
  }

  @Test
  void the_password_for_docker_stands_for_its_holder_for_twelve_hours() {
    JsonNode data = root.well("GetAuthorizationToken", "{}").get("authorizationData").get(0);
    String authorization = "Basic " + data.get("authorizationToken").asString();
    assertEquals(
        "http://127.0.0.1:" + SERVER.running().address().getPort(),
        data.get("proxyEndpoint").asString());
    SERVER.repository(name, authorization).pushImage("one", "content");
    SERVER.running().pass(Duration.ofHours(11));
    SERVER.repository(name, authorization).get("/tags/list").expect(200);
    SERVER.running().pass(Duration.ofHours(1).plusSeconds(1));
    SERVER.repository(name, authorization).get("/tags/list").expect(401);
    EcrCaller reader =
        new EcrCaller(
            SERVER.administrator(
                basic(
                    SERVER.user(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":[\"ecr:GetAuthorizationToken\",\"ecr:ListImages\"],"
                            + "\"Resource\":\"*\"}]}"))));
    String weaker =
        "Basic "
            + reader
                .well("GetAuthorizationToken", "{'registryIds':['123456789012']}")
                .get("authorizationData")
                .get(0)
                .get("authorizationToken")
                .asString();
    SERVER.repository(name, weaker).get("/tags/list").expect(200);
    SERVER.repository(name, weaker).get("/manifests/one").expect(403);
  }
}
