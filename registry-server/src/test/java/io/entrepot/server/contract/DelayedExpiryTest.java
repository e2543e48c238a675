package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What a lifecycle policy took away can be brought back for a while. */
@Timeout(120)
final class DelayedExpiryTest {
  @RegisterExtension
  static final GuardedExtension SERVER = new GuardedExtension("--lifecycle-delay=14d");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KEEP_ONE =
      "{\\'rules\\':[{\\'rulePriority\\':7,\\'selection\\':{\\'tagStatus\\':\\'any\\',"
          + "\\'countType\\':\\'imageCountMoreThan\\',\\'countNumber\\':1},"
          + "\\'action\\':{\\'type\\':\\'expire\\'}}]}";

  private final EcrCaller own = new EcrCaller(SERVER.root(), "entrepot");
  private final String name = SERVER.fresh("delay/app");
  private final Repository docker =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  private final String named = "'repositoryName':'" + name + "'";

  /** Two images, the older of which the policy takes away; its digest. */
  private String expired() {
    String digest = docker.pushImage("one", "content of one").digest();
    SERVER.running().pass(Duration.ofMinutes(1));
    carryOut();
    await().atMost(PATIENCE).until(() -> listed().size() == 1);
    return digest;
  }

  /** Pushes another image, and has the policy carried out that keeps one. */
  private void carryOut() {
    docker.pushImage("two", "content of two");
    new EcrCaller(SERVER.root())
        .well("PutLifecyclePolicy", "{" + named + ",'lifecyclePolicyText':'" + KEEP_ONE + "'}");
    own.well("StartLifecycleRun", "{" + named + "}");
  }

  private JsonNode listed() {
    return own.well("ListExpiredImages", "{" + named + "}").get("expiredImages");
  }

  private String image(String image) {
    return "{" + named + ",'image':'" + image + "'}";
  }

  @Test
  void what_a_policy_took_away_is_listed_and_comes_back_with_its_tags() {
    String digest = expired();
    docker.get("/manifests/one").expect(404);
    docker.get("/manifests/" + digest).expect(404);
    docker.get("/manifests/two").expect(200);
    JsonNode image = listed().get(0);
    assertEquals(digest, image.get("imageDigest").asString());
    assertEquals("[\"one\"]", image.get("imageTags").toString());
    assertEquals(7, image.get("appliedRulePriority").asInt());
    assertTrue(image.get("reason").asString().contains("rule 7 expires it"), image.toString());
    assertTrue(image.has("expiredAt") && image.has("deletedAfter"));

    JsonNode figures = own.well("GetGarbageStatus", "{}");
    assertTrue(figures.get("ExpiredImages").asInt() > 0, figures.toString());
    assertTrue(figures.has("NextExpiredDelete"), figures.toString());

    own.refusal("RestoreImage", image("one"), 400, "ValidationError");
    own.refusal("DeleteExpiredImage", image("one"), 400, "ValidationError");
    JsonNode restored = own.well("RestoreImage", image(digest)).get("restoredImages");
    assertEquals(
        "[{\"imageDigest\":\""
            + digest
            + "\",\"imageTags\":[\"one\"],\"imageTagCount\":1,\"takenTags\":[],"
            + "\"takenTagCount\":0,\"pushedAgain\":false}]",
        restored.toString());
    docker.get("/manifests/one").expect(200);
    assertTrue(listed().isEmpty());
    own.refusal("RestoreImage", image(digest), 404, "ImageNotFoundException");
  }

  @Test
  void an_index_comes_back_with_its_image_and_the_signatures_of_both() {
    Documents child = docker.pushImage("child", "content of a child");
    Documents index = Documents.index(Documents.OCI_INDEX, child);
    docker.pushManifest("one", index).expect(201);
    docker.delete("/manifests/child").expect(202);
    List<Documents> signatures =
        Stream.of(child, index)
            .map(signed ->
                Documents.image(docker.blob("{}"), docker.blob("signature of " + signed.digest()))
                    .withSubject(signed))
            .toList();
    signatures.forEach(each -> docker.pushManifest(each.digest(), each).expect(201));
    SERVER.running().pass(Duration.ofMinutes(1));
    carryOut();
    await().atMost(PATIENCE).until(() -> listed().size() == 4);
    JsonNode restored = own.well("RestoreImage", image(index.digest())).get("restoredImages");
    assertEquals(4, restored.size());
    assertEquals(index.digest(), restored.get(3).get("imageDigest").asString());
    docker.get("/manifests/one").expect(200);
    for (Documents each : List.of(child, signatures.getFirst(), signatures.getLast())) {
      docker.get("/manifests/" + each.digest()).expect(200);
    }
    assertTrue(
        docker
            .get("/referrers/" + index.digest())
            .expect(200)
            .text()
            .contains(signatures.getLast().digest()));
  }

  @Test
  void what_nobody_brought_back_in_time_is_deleted() {
    String digest = expired();
    SERVER.running().pass(Duration.ofDays(15));
    own.well("RunJob", "{'Kind':'expired'}");
    await().atMost(PATIENCE).until(() -> listed().isEmpty());
    own.refusal("RestoreImage", image(digest), 404, "ImageNotFoundException");
  }

  @Test
  void each_of_it_needs_its_own_permission_in_the_repository() {
    String digest = expired();
    IdentityName user =
        SERVER.user(GuardedExtension.allowing("\"entrepot:ListExpiredImages\"", name));
    EcrCaller reader = new EcrCaller(SERVER.administrator(basic(user)), "entrepot");
    assertEquals(
        1, reader.well("ListExpiredImages", "{" + named + "}").get("expiredImages").size());
    reader.refusal("RestoreImage", image(digest), 403, "AccessDenied");
    SERVER.allow(user, GuardedExtension.allowing("\"entrepot:RestoreImage\"", name));
    reader.refusal("ListExpiredImages", "{" + named + "}", 403, "AccessDenied");
    String message = reader.refusal("RestoreImage", image(digest), 403, "AccessDenied");
    assertTrue(message.contains("to perform: ecr:PutImage on "), message);
    SERVER.allow(
        user, GuardedExtension.allowing("\"entrepot:RestoreImage\",\"ecr:PutImage\"", name));
    reader.well("RestoreImage", image(digest));
  }

  /** Whoever may not push or delete a tag does not get it back or delete it by way of an image. */
  @Test
  void a_policy_on_tags_holds_for_those_that_would_come_back() {
    String digest = expired();
    IdentityName user = SERVER.user(whateverBut("\"*\"", "o*"));
    EcrCaller limited = new EcrCaller(SERVER.administrator(basic(user)), "entrepot");
    for (String operation : List.of("RestoreImage", "DeleteExpiredImage")) {
      limited.refusal(operation, image(digest), 403, "AccessDenied");
    }
    SERVER.allow(user, whateverBut("\"*\"", "two"));
    limited.well("RestoreImage", image(digest));
    docker.get("/manifests/one").expect(200);
  }

  @Test
  void a_policy_that_keeps_somebody_from_pushing_or_deleting_a_tag_holds_for_what_expired() {
    String digest = expired();
    IdentityName user =
        SERVER.user(whateverBut("[\"ecr:PutImage\",\"ecr:BatchDeleteImage\"]", "o*"));
    EcrCaller limited = new EcrCaller(SERVER.administrator(basic(user)), "entrepot");
    for (String operation : List.of("RestoreImage", "DeleteExpiredImage")) {
      limited.refusal(operation, image(digest), 403, "AccessDenied");
    }
    SERVER.allow(user, whateverBut("\"ecr:PutImage\"", "o*"));
    limited.refusal("RestoreImage", image(digest), 403, "AccessDenied");
    limited.well("DeleteExpiredImage", image(digest));
  }

  /** All is allowed, but these actions on such tags. */
  private static String whateverBut(String actions, String tag) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
        + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":"
        + actions
        + ",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"ecr:ImageTag\":\""
        + tag
        + "\"}}}]}";
  }

  @Test
  void an_index_whose_image_was_deleted_does_not_come_back_and_the_answer_names_the_image() {
    Documents child = docker.pushImage("child", "content of a child");
    Documents index = Documents.index(Documents.OCI_INDEX, child);
    docker.pushManifest("one", index).expect(201);
    docker.delete("/manifests/child").expect(202);
    SERVER.running().pass(Duration.ofMinutes(1));
    carryOut();
    await().atMost(PATIENCE).until(() -> listed().size() == 2);
    own.well("DeleteExpiredImage", image(child.digest()));
    String message =
        own.refusal(
            "RestoreImage", image(index.digest()), 404, "ReferencedImagesNotFoundException");
    assertTrue(message.contains(child.digest()), message);
    assertEquals(1, listed().size());
  }

  @Test
  void what_is_not_to_be_kept_is_deleted_at_once() {
    String digest = expired();
    IdentityName user = SERVER.user(GuardedExtension.allowing("\"ecr:BatchDeleteImage\"", name));
    EcrCaller caller = new EcrCaller(SERVER.administrator(basic(user)), "entrepot");
    caller.refusal("DeleteExpiredImage", image(digest), 403, "AccessDenied");
    SERVER.allow(user, GuardedExtension.allowing("\"entrepot:DeleteExpiredImage\"", name));
    String message = caller.refusal("DeleteExpiredImage", image(digest), 403, "AccessDenied");
    assertTrue(message.contains("to perform: ecr:BatchDeleteImage on "), message);
    SERVER.allow(
        user,
        GuardedExtension.allowing(
            "\"entrepot:DeleteExpiredImage\",\"ecr:BatchDeleteImage\"", name));
    assertEquals(
        "{\"deletedImage\":{\"imageDigest\":\"" + digest + "\"}}",
        caller.well("DeleteExpiredImage", image(digest)).toString());
    assertTrue(listed().isEmpty());
    own.refusal("DeleteExpiredImage", image(digest), 404, "ImageNotFoundException");
  }

  @Test
  void a_repository_that_keeps_what_expired_is_deleted_by_force_alone() {
    expired();
    EcrCaller ecr = new EcrCaller(SERVER.root());
    ecr.well("BatchDeleteImage", "{" + named + ",'imageIds':[{'imageTag':'two'}]}");
    String message =
        ecr.refusal("DeleteRepository", "{" + named + "}", 409, "RepositoryNotEmptyException");
    assertTrue(message.contains("images that expired and can be brought back"), message);
    ecr.well("DeleteRepository", "{" + named + ",'force':true}");
  }

  @Test
  void a_list_comes_in_pages() {
    docker.pushImage("zero", "content of zero");
    docker.pushImage("one", "content of one");
    SERVER.running().pass(Duration.ofMinutes(1));
    carryOut();
    await().atMost(PATIENCE).until(() -> listed().size() == 2);
    JsonNode first = own.well("ListExpiredImages", "{" + named + ",'maxResults':1}");
    JsonNode second =
        own.well(
            "ListExpiredImages",
            "{" + named + ",'nextToken':'" + first.get("nextToken").asString() + "'}");
    assertEquals(
        List.of(listed().get(0), listed().get(1)),
        List.of(first.get("expiredImages").get(0), second.get("expiredImages").get(0)));
    assertTrue(!second.hasNonNull("nextToken"), second.toString());
  }

  @Test
  void an_image_that_is_there_and_never_expired_is_told_of_as_such() {
    String digest = docker.pushImage("one", "content of one").digest();
    String message = own.refusal("RestoreImage", image(digest), 404, "ImageNotFoundException");
    assertTrue(
        message.contains("it never expired, was brought back, or its time is over"), message);
    own.refusal("PinImage", image("none"), 404, "ImageNotFoundException");
  }
}
