package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Which requests are pulls, and what is told of them. */
final class PullTimesTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private final EcrCaller root = new EcrCaller(SERVER.root());
  private final String name = SERVER.fresh("pulled/app");
  private final Repository docker =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));

  @BeforeEach
  void push() {
    docker.pushImage("one", "content");
  }

  private JsonNode details() {
    return root.well("DescribeImages", "{'repositoryName':'" + name + "'}")
        .get("imageDetails")
        .get(0);
  }

  private void assertPulledNow() {
    assertEquals(
        SERVER.running().now().truncatedTo(ChronoUnit.SECONDS).toString(),
        details().get("lastRecordedPullTime").asString());
  }

  @Test
  void a_get_of_a_manifest_is_a_pull_and_a_head_is_none() {
    docker.head("/manifests/one").expect(200);
    assertFalse(details().has("lastRecordedPullTime"));
    docker.get("/manifests/one").expect(200);
    assertPulledNow();
    // From memory, on the event loop.
    SERVER.running().pass(Duration.ofHours(1));
    docker.get("/manifests/one").expect(200);
    assertPulledNow();
  }

  @Test
  void batch_get_image_is_a_pull() {
    root.well("BatchGetImage", "{'repositoryName':'" + name + "','imageIds':[{'imageTag':'one'}]}");
    assertPulledNow();
  }

  @Test
  void pulls_of_an_excluded_user_do_not_count() {
    IdentityName scanner = SERVER.user(allowing("\"ecr:*\"", "*"));
    String arn = "arn:aws:iam::123456789012:user/" + scanner.name();
    root.well("RegisterPullTimeUpdateExclusion", "{'principalArn':'" + arn + "'}");
    Repository scanned = SERVER.repository(name, basic(scanner));
    scanned.get("/manifests/one").expect(200);
    new EcrCaller(SERVER.administrator(basic(scanner)))
        .well("BatchGetImage", "{'repositoryName':'" + name + "','imageIds':[{'imageTag':'one'}]}");
    assertFalse(details().has("lastRecordedPullTime"));
    root.well("DeregisterPullTimeUpdateExclusion", "{'principalArn':'" + arn + "'}");
    scanned.get("/manifests/one").expect(200);
    assertTrue(details().has("lastRecordedPullTime"));
  }
}
