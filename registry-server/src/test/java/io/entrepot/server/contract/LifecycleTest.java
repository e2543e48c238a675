package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.registry.LifecycleRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Lifecycle policies as they are previewed and carried out. */
@Timeout(120)
final class LifecycleTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EcrCaller root = new EcrCaller(SERVER.root());
  private final EcrCaller own = new EcrCaller(SERVER.root(), "entrepot");
  private final String name = SERVER.fresh("lifecycle/app");
  private final Repository docker = repository(name);
  private final String named = "'repositoryName':'" + name + "'";

  private static Repository repository(String name) {
    return SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  }

  private static String keep(int images) {
    return "{\\'rules\\':[{\\'rulePriority\\':7,\\'selection\\':{\\'tagStatus\\':\\'any\\',"
        + "\\'countType\\':\\'imageCountMoreThan\\',\\'countNumber\\':"
        + images
        + "},\\'action\\':{\\'type\\':\\'expire\\'}}]}";
  }

  private List<String> push(String... tags) {
    List<String> digests = new ArrayList<>();
    for (String tag : tags) {
      SERVER.running().pass(Duration.ofMinutes(1));
      digests.add(docker.pushImage(tag, "content of " + tag).digest());
    }
    return digests;
  }

  private JsonNode ready() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> root.well("GetLifecyclePolicyPreview", "{" + named + "}"),
            answer -> !answer.get("status").asString().equals("IN_PROGRESS"));
  }

  private JsonNode ran(String repository) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                own.well("ListLifecycleRuns", "{'repositoryName':'" + repository + "'}")
                    .get("runs"),
            runs -> !runs.isEmpty() && runs.get(0).get("status").asString().equals("DONE"))
        .get(0);
  }

  @Test
  void a_preview_tells_what_would_go_and_nothing_goes() {
    List<String> images = push("one", "two", "three");
    root.refused(
        "GetLifecyclePolicyPreview",
        "{" + named + "}",
        404,
        "LifecyclePolicyPreviewNotFoundException",
        "Lifecycle policy preview request does not exist for the repository with name '"
            + name
            + "' in the registry with id '123456789012'");
    root.refusal(
        "StartLifecyclePolicyPreview", "{" + named + "}", 404, "LifecyclePolicyNotFoundException");
    JsonNode begun =
        root.well(
            "StartLifecyclePolicyPreview",
            "{" + named + ",'lifecyclePolicyText':'" + keep(1) + "'}");
    assertEquals("IN_PROGRESS", begun.get("status").asString());
    JsonNode ready = ready();
    assertEquals("COMPLETE", ready.get("status").asString());
    assertEquals("{\"expiringImageTotalCount\":2}", ready.get("summary").toString());
    JsonNode first = ready.get("previewResults").get(0);
    assertEquals(images.get(0), first.get("imageDigest").asString());
    assertEquals("[\"one\"]", first.get("imageTags").toString());
    assertEquals("{\"type\":\"EXPIRE\"}", first.get("action").toString());
    assertEquals(7, first.get("appliedRulePriority").asInt());
    assertEquals("STANDARD", first.get("storageClass").asString());
    assertTrue(first.get("reason").asString().contains("rule 7 expires it"), first.toString());
    docker.get("/manifests/one").expect(200);
    JsonNode all = own.well("ListLifecyclePreviewImages", "{" + named + "}").get("images");
    assertEquals(3, all.size());
    assertEquals("{\"type\":\"KEEP\"}", all.get(2).get("action").toString());
  }

  @Test
  void a_preview_is_read_page_by_page_by_tags_or_by_images() {
    List<String> images = push("one", "two", "three");
    root.well(
        "StartLifecyclePolicyPreview", "{" + named + ",'lifecyclePolicyText':'" + keep(1) + "'}");
    ready();
    JsonNode page = root.well("GetLifecyclePolicyPreview", "{" + named + ",'maxResults':1}");
    assertEquals(1, page.get("previewResults").size());
    JsonNode rest =
        root.well(
            "GetLifecyclePolicyPreview",
            "{"
                + named
                + ",'maxResults':1,'nextToken':'"
                + page.get("nextToken").asString()
                + "'}");
    assertEquals(images.get(1), rest.get("previewResults").get(0).get("imageDigest").asString());
    assertFalse(rest.has("nextToken"));
    assertTrue(
        root.well("GetLifecyclePolicyPreview", "{" + named + ",'filter':{'tagStatus':'UNTAGGED'}}")
            .get("previewResults")
            .isEmpty());
    JsonNode named =
        root.well(
            "GetLifecyclePolicyPreview",
            "{"
                + this.named
                + ",'imageIds':[{'imageTag':'two'},{'imageDigest':'"
                + images.get(2)
                + "'}]}");
    assertEquals(1, named.get("previewResults").size());
    assertEquals(images.get(1), named.get("previewResults").get(0).get("imageDigest").asString());
    root.refusal(
        "GetLifecyclePolicyPreview",
        "{" + this.named + ",'maxResults':1,'imageIds':[{'imageTag':'two'}]}",
        400,
        "InvalidParameterException");
    root.refusal(
        "GetLifecyclePolicyPreview",
        "{" + this.named + ",'filter':{'tagStatus':'ANY'},'imageIds':[{'imageTag':'two'}]}",
        400,
        "InvalidParameterException");
  }

  /** One that names so many blobs that no other goes in the same transaction. */
  private void pushNaming(String tag) {
    Repository.Part config = docker.blob("{}");
    String layer =
        Documents.descriptor("application/vnd.oci.image.layer.nondistributable.v1.tar", config);
    Documents image =
        new Documents(
            Documents.OCI_IMAGE,
            "{\"schemaVersion\":2,\"mediaType\":\""
                + Documents.OCI_IMAGE
                + "\",\"config\":"
                + Documents.descriptor("application/vnd.oci.image.config.v1+json", config)
                + ",\"layers\":["
                + String.join(",", Collections.nCopies(LifecycleRuns.NAMES, layer))
                + "],\"annotations\":{\"of\":\""
                + tag
                + "\"}}");
    docker.pushManifest(tag, image).expect(201);
    SERVER.running().pass(Duration.ofMinutes(1));
  }

  @Test
  void a_run_goes_through_all_images_also_when_each_names_much() {
    List.of("one", "two", "three").forEach(this::pushNaming);
    push("four");
    root.well("PutLifecyclePolicy", "{" + named + ",'lifecyclePolicyText':'" + keep(1) + "'}");
    own.well("StartLifecycleRun", "{" + named + "}");
    assertEquals(3, ran(name).get("deletedCount").asInt());
    for (String gone : List.of("one", "two", "three")) {
      docker.get("/manifests/" + gone).expect(404);
    }
    docker.get("/manifests/four").expect(200);
  }

  @Test
  void a_run_deletes_what_the_policy_says_and_leaves_what_is_pinned() {
    List<String> images = push("one", "two", "three");
    own.well("PinImage", "{" + named + ",'image':'one'}");
    own.refusal("StartLifecycleRun", "{" + named + "}", 404, "LifecyclePolicyNotFoundException");
    root.well("PutLifecyclePolicy", "{" + named + ",'lifecyclePolicyText':'" + keep(1) + "'}");
    assertFalse(root.well("GetLifecyclePolicy", "{" + named + "}").has("lastEvaluatedAt"));
    own.well("StartLifecycleRun", "{" + named + "}");
    JsonNode run = ran(name);
    assertEquals(3, run.get("imageCount").asInt());
    assertEquals(1, run.get("deletedCount").asInt());
    assertEquals("arn:aws:iam::123456789012:root", run.get("requestedBy").asString());
    docker.get("/manifests/one").expect(200);
    docker.get("/manifests/two").expect(404);
    docker.get("/manifests/three").expect(200);
    JsonNode gone =
        own.well("ListLifecycleRunImages", "{" + named + ",'run':" + run.get("run").asInt() + "}")
            .get("images");
    assertEquals(1, gone.size());
    assertEquals(images.get(1), gone.get(0).get("imageDigest").asString());
    assertEquals("DELETED", gone.get(0).get("outcome").asString());
    assertTrue(
        own.well("GetLifecycleRun", "{" + named + ",'run':" + run.get("run").asInt() + "}")
            .get("run")
            .get("lifecyclePolicyText")
            .asString()
            .contains("imageCountMoreThan"));
    own.refusal("GetLifecycleRun", "{" + named + ",'run':999999}", 404, "NoSuchEntity");
    assertTrue(root.well("GetLifecyclePolicy", "{" + named + "}").has("lastEvaluatedAt"));
  }

  @Test
  void the_policy_of_a_template_is_carried_out_in_what_was_made_from_it() {
    String prefix = SERVER.fresh("lifecycle/template");
    root.well(
        "CreateRepositoryCreationTemplate",
        "{'prefix':'"
            + prefix
            + "','appliedFor':['CREATE_ON_PUSH'],'lifecyclePolicy':'"
            + keep(1)
            + "'}");
    Repository made = repository(prefix + "/app");
    made.pushImage("one", "1");
    SERVER.running().pass(Duration.ofMinutes(1));
    made.pushImage("two", "2");
    own.well("StartLifecycleRun", "{'repositoryName':'" + prefix + "/app'}");
    assertEquals(1, ran(prefix + "/app").get("deletedCount").asInt());
    made.get("/manifests/one").expect(404);
    made.get("/manifests/two").expect(200);
  }

  @Test
  void a_default_policy_counts_where_there_is_no_other() {
    push("one", "two");
    own.refusal("GetDefaultLifecyclePolicy", "{}", 404, "LifecyclePolicyNotFoundException");
    own.refusal(
        "PutDefaultLifecyclePolicy",
        "{'lifecyclePolicyText':'{}'}",
        400,
        "InvalidParameterException");
    own.well("PutDefaultLifecyclePolicy", "{'lifecyclePolicyText':'" + keep(1) + "'}");
    try {
      own.well("StartLifecycleRun", "{" + named + "}");
      JsonNode run = ran(name);
      assertEquals("REGISTRY", run.get("policyOf").asString());
      assertEquals(1, run.get("deletedCount").asInt());
    } finally {
      own.well("DeleteDefaultLifecyclePolicy", "{}");
    }
    own.refusal("DeleteDefaultLifecyclePolicy", "{}", 404, "LifecyclePolicyNotFoundException");
  }
}
