package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** ECR's operations on images, beside a docker that pushes and pulls the same ones. */
final class EcrImagesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String ABSENT = "sha256:" + "0".repeat(64);

  private final String name = SERVER.fresh("images/app");
  private final Repository docker =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  private final EcrCaller root = new EcrCaller(SERVER.root());

  private String body(String more) {
    return "{'repositoryName':'" + name + "'" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private static String tag(String tag) {
    return "{'imageTag':'" + tag + "'}";
  }

  private static String digest(Documents image) {
    return "{'imageDigest':'" + image.digest() + "'}";
  }

  private Documents image(String content) {
    return Documents.image(docker.blob("{}"), docker.blob(content));
  }

  private static List<String> codes(JsonNode answer) {
    List<String> codes = new ArrayList<>();
    answer.get("failures").forEach(each -> codes.add(each.get("failureCode").asString()));
    return codes;
  }

  @Test
  void what_docker_pushed_is_got_as_it_was_pushed() {
    Documents image = docker.pushImage("one", "content");
    JsonNode answer =
        root.well("BatchGetImage", body("'imageIds':[" + tag("one") + "," + digest(image) + "]"));
    assertEquals(2, answer.get("images").size());
    JsonNode first = answer.get("images").get(0);
    assertEquals("123456789012", first.get("registryId").asString());
    assertEquals(name, first.get("repositoryName").asString());
    assertEquals(
        "{\"imageDigest\":\"" + image.digest() + "\",\"imageTag\":\"one\"}",
        first.get("imageId").toString());
    assertEquals(new String(image.bytes(), UTF_8), first.get("imageManifest").asString());
    assertEquals(image.mediaType(), first.get("imageManifestMediaType").asString());
    assertEquals(
        "{\"imageDigest\":\"" + image.digest() + "\"}",
        answer.get("images").get(1).get("imageId").toString());
    assertTrue(answer.get("failures").isEmpty());
  }

  @Test
  void each_image_that_is_not_got_has_its_failure() {
    Documents image = docker.pushImage("one", "content");
    JsonNode answer =
        root.well(
            "BatchGetImage",
            body(
                "'imageIds':["
                    + tag("none")
                    + ",{},{'imageDigest':'nonsense'},{'imageTag':'-'},{'imageDigest':'"
                    + ABSENT
                    + "','imageTag':'one'},{'imageDigest':'"
                    + ABSENT
                    + "'},{'imageDigest':'"
                    + image.digest()
                    + "','imageTag':'one'}]"));
    assertEquals(
        List.of(
            "ImageNotFound",
            "MissingDigestAndTag",
            "InvalidImageDigest",
            "InvalidImageTag",
            "ImageTagDoesNotMatchDigest",
            "ImageNotFound"),
        codes(answer));
    assertEquals(
        "{\"imageId\":{\"imageTag\":\"none\"},\"failureCode\":\"ImageNotFound\","
            + "\"failureReason\":\"Requested image not found\"}",
        answer.get("failures").get(0).toString());
    assertEquals(
        "Invalid request parameters: both tag and digest cannot be null",
        answer.get("failures").get(1).get("failureReason").asString());
    assertEquals(
        "Invalid request parameters: image digest should satisfy the regex"
            + " '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
        answer.get("failures").get(2).get("failureReason").asString());
    assertEquals(1, answer.get("images").size());
    for (String operation : List.of("BatchGetImage", "BatchDeleteImage")) {
      root.refusal(
          operation,
          "{'repositoryName':'none/such','imageIds':[" + tag("a") + "]}",
          404,
          "RepositoryNotFoundException");
    }
  }

  @Test
  void an_image_goes_with_its_last_tag_and_by_its_digest_with_all() {
    Documents image = docker.pushImage("one", "content");
    docker.pushManifest("two", image).expect(201);
    JsonNode answer = root.well("BatchDeleteImage", body("'imageIds':[" + tag("one") + "]"));
    assertEquals(
        "{\"imageIds\":[{\"imageDigest\":\""
            + image.digest()
            + "\",\"imageTag\":\"one\"}],\"failures\":[]}",
        answer.toString());
    docker.get("/manifests/" + image.digest()).expect(200);
    docker.get("/manifests/one").expect(404);
    root.well("BatchDeleteImage", body("'imageIds':[" + tag("two") + "]"));
    docker.get("/manifests/" + image.digest()).expect(404);
    docker.pushManifest("a", image).expect(201);
    docker.pushManifest("b", image).expect(201);
    answer = root.well("BatchDeleteImage", body("'imageIds':[" + digest(image) + "]"));
    assertEquals(2, answer.get("imageIds").size());
    docker.get("/manifests/a").expect(404);
    docker.pushManifest(image.digest(), image).expect(201);
    answer = root.well("BatchDeleteImage", body("'imageIds':[" + digest(image) + "]"));
    assertEquals(
        "[{\"imageDigest\":\"" + image.digest() + "\"}]", answer.get("imageIds").toString());
    assertEquals(
        List.of("ImageNotFound", "ImageTagDoesNotMatchDigest"),
        codes(
            deleting(
                tag("none"), "{'imageDigest':'" + ABSENT + "','imageTag':'" + pushed() + "'}")));
  }

  private String pushed() {
    docker.pushImage("kept", "kept");
    return "kept";
  }

  private JsonNode deleting(String... ids) {
    return root.well("BatchDeleteImage", body("'imageIds':[" + String.join(",", ids) + "]"));
  }

  @Test
  void what_an_index_holds_goes_with_the_index_or_not_at_all() {
    Documents child = docker.pushImage("child", "content");
    Documents index = Documents.index("application/vnd.oci.image.index.v1+json", child);
    docker.pushManifest("index", index).expect(201);
    JsonNode answer = deleting(digest(child));
    assertEquals(List.of("ImageReferencedByManifestList"), codes(answer));
    assertEquals(
        "Requested image referenced by manifest list: [" + index.digest() + "]",
        answer.get("failures").get(0).get("failureReason").asString());
    assertEquals(List.of("ImageReferencedByManifestList"), codes(deleting(tag("child"))));
    docker.get("/manifests/child").expect(200);
    answer = deleting(digest(child), digest(index));
    assertTrue(answer.get("failures").isEmpty());
    assertEquals(2, answer.get("imageIds").size());
    docker.get("/manifests/" + child.digest()).expect(404);
  }

  @Test
  void images_are_described() {
    Documents image = docker.pushImage("one", "content");
    docker.pushManifest("also", image).expect(201);
    JsonNode found =
        root.well("DescribeImages", body("'imageIds':[" + tag("one") + "," + tag("also") + "]"));
    assertEquals(1, found.get("imageDetails").size());
    JsonNode detail = found.get("imageDetails").get(0);
    assertEquals(image.digest(), detail.get("imageDigest").asString());
    assertEquals("[\"also\",\"one\"]", detail.get("imageTags").toString());
    assertEquals("{}".length() + "content".length(), detail.get("imageSizeInBytes").asLong());
    assertFalse(detail.get("imagePushedAt").asString().isEmpty());
    assertEquals(image.mediaType(), detail.get("imageManifestMediaType").asString());
    assertEquals(
        "application/vnd.oci.image.config.v1+json", detail.get("artifactMediaType").asString());
    assertEquals("ACTIVE", detail.get("imageStatus").asString());
    Documents index = Documents.index("application/vnd.oci.image.index.v1+json", image);
    docker.pushManifest("index", index).expect(201);
    assertEquals(
        detail.get("imageSizeInBytes"),
        root.well("DescribeImages", body("'imageIds':[" + digest(index) + "]"))
            .get("imageDetails")
            .get(0)
            .get("imageSizeInBytes"));
    root.refused(
        "DescribeImages",
        body("'imageIds':[" + tag("none") + "]"),
        404,
        "ImageNotFoundException",
        "The image with imageId {imageDigest:'null', imageTag:'none'} does not exist within the"
            + " repository with name '"
            + name
            + "' in the registry with id '123456789012'");
    root.refusal("DescribeImages", body("'imageIds':[{}]"), 400, "InvalidParameterException");
    root.refusal(
        "DescribeImages",
        body("'maxResults':1,'imageIds':[" + tag("one") + "]"),
        400,
        "InvalidParameterException");
  }

  @Test
  void pages_hold_each_image_once_and_filters_hold() {
    Documents both = docker.pushImage("a", "1");
    docker.pushManifest("b", both).expect(201);
    docker.pushImage("c", "2");
    for (int i = 0; i < 3; i++) {
      Documents untagged = image("untagged" + i);
      docker.pushManifest(untagged.digest(), untagged).expect(201);
    }
    assertEquals(5, pages("DescribeImages", "imageDetails", "").size());
    assertEquals(2, pages("DescribeImages", "imageDetails", filter("TAGGED")).size());
    assertEquals(3, pages("DescribeImages", "imageDetails", filter("UNTAGGED")).size());
    assertEquals(6, pages("ListImages", "imageIds", "").size());
    assertEquals(3, pages("ListImages", "imageIds", filter("TAGGED")).size());
    assertEquals(3, pages("ListImages", "imageIds", filter("UNTAGGED")).size());
    assertEquals(6, root.well("ListImages", body("")).get("imageIds").size());
    assertTrue(
        root.well("ListImages", body("'filter':{'imageStatus':'ARCHIVED'}"))
            .get("imageIds")
            .isEmpty());
    String token = root.well("ListImages", body("'maxResults':1")).get("nextToken").asString();
    root.refusal(
        "DescribeImages", body("'nextToken':'" + token + "'"), 400, "InvalidParameterException");
    for (String operation : List.of("ListImages", "DescribeImages")) {
      root.refusal(operation, "{'repositoryName':'none/such'}", 404, "RepositoryNotFoundException");
    }
  }

  private static String filter(String status) {
    return ",'filter':{'tagStatus':'" + status + "'}";
  }

  private SortedSet<String> pages(String operation, String member, String filter) {
    SortedSet<String> found = new TreeSet<>();
    String token = "";
    for (int pages = 0; pages < 20; pages++) {
      JsonNode page = root.well(operation, body("'maxResults':2" + filter + token));
      assertTrue(page.get(member).size() <= 2);
      page.get(member).forEach(each -> assertTrue(found.add(each.toString()), each::toString));
      if (!page.has("nextToken")) {
        return found;
      }
      token = ",'nextToken':'" + page.get("nextToken").asString() + "'";
    }
    throw new AssertionError("the pages never end");
  }

  private Answer put(Documents manifest, String more) {
    return root.call("PutImage", body("'imageManifest':'" + text(manifest) + "'" + more));
  }

  /** As it stands in a body, where single quotes stand for double ones. */
  private static String text(Documents manifest) {
    return new String(manifest.bytes(), UTF_8).replace("\"", "\\'").replace("\n", "\\n");
  }

  @Test
  void what_the_api_puts_docker_pulls() {
    Documents image = image("content");
    JsonNode put = put(image, ",'imageTag':'one'").expect(200).json().get("image");
    assertEquals(
        "{\"imageDigest\":\"" + image.digest() + "\",\"imageTag\":\"one\"}",
        put.get("imageId").toString());
    assertEquals(new String(image.bytes(), UTF_8), put.get("imageManifest").asString());
    assertEquals(new String(image.bytes(), UTF_8), docker.get("/manifests/one").expect(200).text());
    assertEquals(
        "Image with digest '"
            + image.digest()
            + "' and tag 'one' already exists in the repository with name '"
            + name
            + "' in registry with id '123456789012'",
        Administrator.error(put(image, ",'imageTag':'one'"), 409, "ImageAlreadyExistsException"));
    put(image, ",'imageTag':'two'").expect(200);
    Administrator.error(put(image, ""), 409, "ImageAlreadyExistsException");
  }

  @Test
  void an_immutable_tag_is_not_put_to_another_image() {
    put(image("first"), ",'imageTag':'one'").expect(200);
    root.well("PutImageTagMutability", body("'imageTagMutability':'IMMUTABLE'"));
    assertEquals(
        "The image tag 'one' already exists in the '"
            + name
            + "' repository and cannot be overwritten because the repository is immutable.",
        Administrator.error(
            put(image("other"), ",'imageTag':'one'"), 409, "ImageTagAlreadyExistsException"));
  }

  @Test
  void a_put_that_cannot_be_done_says_why() {
    Documents image = image("content");
    Administrator.error(
        put(image, ",'imageDigest':'" + ABSENT + "'"), 400, "ImageDigestDoesNotMatchException");
    Documents lacking = Documents.image(docker.blob("{}"), new Repository.Part(ABSENT, 1));
    String message = Administrator.error(put(lacking, ""), 404, "LayersNotFoundException");
    assertTrue(message.contains(ABSENT), message);
    Documents index = Documents.index("application/vnd.oci.image.index.v1+json", image);
    message = Administrator.error(put(index, ""), 404, "ReferencedImagesNotFoundException");
    assertTrue(message.contains(image.digest()), message);
    root.refused(
        "PutImage",
        body("'imageManifest':'nonsense'"),
        400,
        "InvalidParameterException",
        "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'");
    root.refused(
        "PutImage",
        body("'imageManifest':'{}'"),
        400,
        "InvalidParameterException",
        "image manifest mediatype not provided in manifest or parameter");
    root.refusal(
        "PutImage",
        "{'repositoryName':'none/such','imageManifest':'" + text(image) + "'}",
        404,
        "RepositoryNotFoundException");
  }

  @Test
  void referrers_are_listed_by_type_and_page_by_page() {
    Documents subject = docker.pushImage("one", "content");
    for (int i = 0; i < 3; i++) {
      Documents referrer =
          image("referrer" + i)
              .withSubject(subject)
              .with("\"artifactType\":\"application/x-" + i + "\"");
      docker.pushManifest(referrer.digest(), referrer).expect(201);
    }
    String of = "'subjectId':" + digest(subject);
    JsonNode all = root.well("ListImageReferrers", body(of));
    assertEquals(3, all.get("referrers").size());
    assertEquals("ACTIVE", all.get("referrers").get(0).get("artifactStatus").asString());
    JsonNode page = root.well("ListImageReferrers", body(of + ",'maxResults':2"));
    assertEquals(2, page.get("referrers").size());
    page =
        root.well(
            "ListImageReferrers",
            body(of + ",'maxResults':2,'nextToken':'" + page.get("nextToken").asString() + "'"));
    assertEquals(1, page.get("referrers").size());
    assertFalse(page.has("nextToken"));
    JsonNode some =
        root.well(
            "ListImageReferrers",
            body(of + ",'filter':{'artifactTypes':['application/x-0','application/x-2']}"));
    assertEquals(2, some.get("referrers").size());
    assertTrue(
        root.well("ListImageReferrers", body("'subjectId':{'imageDigest':'" + ABSENT + "'}"))
            .get("referrers")
            .isEmpty());
    root.refusal(
        "ListImageReferrers",
        "{'repositoryName':'none/such'," + of + "}",
        404,
        "RepositoryNotFoundException");
  }
}
