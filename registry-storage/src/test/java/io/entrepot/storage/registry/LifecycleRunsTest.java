package io.entrepot.storage.registry;

import static io.entrepot.storage.registry.StoreFixture.bytes;
import static io.entrepot.storage.registry.StoreFixture.image;
import static io.entrepot.storage.registry.StoreFixture.index;
import static io.entrepot.storage.registry.StoreFixture.naming;
import static io.entrepot.storage.registry.StoreFixture.repository;
import static io.entrepot.storage.registry.StoreFixture.subject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ImageFate.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LifecycleRunsTest {
  private static final RepositoryKey A = repository("a");
  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";
  private static final String POLICY = "the policy";

  @TempDir Path directory;

  private StoreFixture store;

  @BeforeEach
  void open() {
    store = new StoreFixture(directory, StorageSettings.defaults());
    push(0, "first");
    store.store().lifecyclePolicies().put(A, POLICY);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Digest push(int seed, String... tags) {
    return store.push(A, image(store.pushBlob(A, bytes(seed, 10))), tags).digest();
  }

  private List<SurveyedImage> images() {
    List<SurveyedImage> images = new ArrayList<>();
    store.store().survey().each(A, images::add, read -> {});
    return images;
  }

  private SurveyedImage surveyed(Digest digest) {
    return images().stream()
        .filter(image -> image.digest().equals(digest))
        .findFirst()
        .orElseThrow();
  }

  private ExpiringImage expiring(Digest digest) {
    return new ExpiringImage(surveyed(digest), Optional.empty(), 1, "rule 1 expires it");
  }

  private LifecycleRuns runs() {
    return store.store().lifecycleRuns();
  }

  private PolicyInForce policy() {
    return store.store().lifecyclePolicies().inForce(A).orElseThrow();
  }

  private LifecycleRun begin() {
    return runs().begin(A, SOMEBODY, policy());
  }

  private ImageFate expire(ExpiringImage image) {
    LifecycleRun run = begin();
    ImageFate fate = runs().carryOut(run, policy(), 0, List.of(image)).orElseThrow().getFirst();
    runs().end(run, Optional.empty());
    return fate;
  }

  private boolean isThere(Digest digest) {
    return images().stream().anyMatch(image -> image.digest().equals(digest));
  }

  private void assertSkipped(String why, ExpiringImage image) {
    ImageFate fate = expire(image);
    assertEquals(Outcome.SKIPPED, fate.outcome());
    assertEquals(why, fate.reason());
  }

  @Test
  void of_images_that_name_much_few_go_in_one_transaction() {
    Digest config = store.pushBlob(A, bytes(2, 10));
    List<ExpiringImage> images =
        IntStream.range(0, 3)
            .mapToObj(i -> naming(LifecycleRuns.NAMES / 2, config, " ".repeat(i)))
            .map(document -> expiring(store.push(A, document).digest()))
            .toList();
    LifecycleRun run = begin();
    assertEquals(2, runs().carryOut(run, policy(), 0, images).orElseThrow().size());
    List<ExpiringImage> rest = images.subList(2, 3);
    assertTrue(isThere(rest.getFirst().image().digest()));
    assertEquals(1, runs().carryOut(run, policy(), 2, rest).orElseThrow().size());
    assertTrue(!isThere(rest.getFirst().image().digest()));
  }

  @Test
  void an_image_goes_with_its_tags_and_its_record_tells_of_it() {
    Digest image = push(1, "a", "b");
    LifecycleRun run = begin();
    assertEquals(
        1, runs().carryOut(run, policy(), 0, List.of(expiring(image))).orElseThrow().size());
    runs().end(run, Optional.empty());
    assertTrue(!isThere(image));
    LifecycleRun ended = runs().list(A, Optional.empty(), 10).items().getFirst();
    assertEquals(1, ended.removed());
    assertEquals(SOMEBODY, ended.requestedBy());
    assertEquals(Optional.of(store.now()), ended.endedAt());
    assertEquals(POLICY, runs().policy(ended));
    assertEquals(
        List.of(
            new ImageFate(
                0,
                image,
                new NotedTags(List.of(new Tag("a"), new Tag("b")), 2),
                Outcome.DELETED,
                1,
                "rule 1 expires it")),
        runs().images(ended, Optional.empty(), 10).items());
    assertEquals(Optional.of(store.now()), store.store().lifecyclePolicies().lastEvaluated(A));
  }

  @Test
  void a_record_tells_a_hundred_tags_of_an_image_and_how_many_there_were() {
    List<Tag> tags = IntStream.range(1_000, 1_250).mapToObj(i -> new Tag("t" + i)).toList();
    NotedTags noted = NotedTags.of(tags);
    assertEquals(new NotedTags(tags.subList(0, 100), 250), noted);
    assertEquals(noted, NotedTags.read(noted.text()));
    assertEquals(new NotedTags(List.of(), 0), NotedTags.read(NotedTags.of(List.of()).text()));
  }

  @Test
  void of_runs_that_failed_alike_and_did_nothing_the_latest_is_kept() {
    runs().end(begin(), Optional.of("one reason"));
    runs().end(begin(), Optional.of("one reason"));
    runs().end(begin(), Optional.of("another"));
    runs().end(begin(), Optional.empty());
    assertEquals(
        List.of(Optional.empty(), Optional.of("another"), Optional.of("one reason")),
        runs().list(A, Optional.empty(), 10).items().stream().map(LifecycleRun::failure).toList());
  }

  @Test
  void what_changed_since_the_plan_is_left_alone() {
    Digest image = push(1, "a");
    ExpiringImage planned = expiring(image);
    store.push(A, image(store.pushBlob(A, bytes(1, 10))), "b");
    assertSkipped("its tags changed meanwhile", planned);
    planned = expiring(image);
    store.store().pins().pin(A, image, SOMEBODY);
    assertSkipped("it was pinned meanwhile", planned);
    store.store().pins().unpin(A, image);
    store.store().pulls().note(A, image, () -> SOMEBODY);
    assertSkipped("it was pulled meanwhile", planned);
    planned = expiring(image);
    store.store().pulls().flush();
    Digest index = store.push(A, index(image)).digest();
    assertSkipped("the index " + index + " names it", planned);
    store.images().deleteManifest(A, index);
    store.images().deleteManifest(A, image);
    assertSkipped("it is gone already", planned);
    store.pass(Duration.ofSeconds(1));
    push(1, "a", "b");
    assertSkipped("it was deleted and pushed again meanwhile", planned);
  }

  @Test
  void what_goes_with_another_image_stays_with_it() {
    Digest image = push(1, "a");
    Digest about = store.push(A, image(subject(image), store.pushBlob(A, bytes(2, 10)))).digest();
    ExpiringImage planned =
        new ExpiringImage(surveyed(about), Optional.of(image), 1, "it goes with another");
    assertSkipped("it goes with " + image + ", which stayed", planned);
    assertEquals(Outcome.DELETED, expire(expiring(image)).outcome());
    assertEquals(Outcome.DELETED, expire(planned).outcome());
  }

  @Test
  void nothing_goes_once_another_policy_counts_or_none() {
    Digest image = push(1, "a");
    ExpiringImage planned = expiring(image);
    PolicyInForce old = policy();
    LifecycleRun run = begin();
    store.store().lifecyclePolicies().put(A, "another");
    assertEquals(Optional.empty(), runs().carryOut(run, old, 0, List.of(planned)));
    store.store().lifecyclePolicies().delete(A);
    assertEquals(Optional.empty(), runs().carryOut(run, old, 0, List.of(planned)));
    store.store().lifecyclePolicies().putOfRegistry(RegistryId.DEFAULT, POLICY);
    assertEquals(Optional.empty(), runs().carryOut(run, old, 0, List.of(planned)));
    assertEquals(PolicyInForce.Source.REGISTRY, policy().source());
    store.store().lifecyclePolicies().put(A, POLICY);
    store.store().repositories().delete(A, true);
    assertEquals(Optional.empty(), runs().carryOut(run, old, 0, List.of(planned)));
    runs().end(run, Optional.of("stopped"));
  }

  @Test
  void of_runs_that_did_nothing_the_latest_is_kept_and_of_others_a_bounded_number() {
    for (int i = 0; i < 3; i++) {
      runs().end(begin(), Optional.empty());
    }
    assertEquals(1, runs().list(A, Optional.empty(), 10).items().size());
    for (int i = 0; i <= LifecycleRuns.KEPT_RUNS; i++) {
      runs().end(begin(), Optional.of("failure " + i));
    }
    assertEquals(
        LifecycleRuns.KEPT_RUNS,
        runs().list(A, Optional.empty(), 2 * LifecycleRuns.KEPT_RUNS).items().size());
    assertEquals(0, runs().sweep());
    store.pass(LifecycleRuns.KEPT_FOR.plusMillis(1));
    assertEquals(LifecycleRuns.KEPT_RUNS, runs().sweep());
    assertTrue(!runs().isAny());
  }

  @Test
  void a_run_that_a_crash_cut_off_is_ended_by_the_next() {
    LifecycleRun cut = begin();
    runs().end(begin(), Optional.empty());
    assertTrue(runs().find(A, cut.id()).orElseThrow().failure().isPresent());
  }

  @Test
  void a_survey_tells_of_every_image_what_policies_go_by() {
    Digest image = push(1, "a", "b");
    Digest about = store.push(A, image(subject(image), store.pushBlob(A, bytes(2, 10)))).digest();
    Digest index = store.push(A, index(image), "index").digest();
    store.store().pins().pin(A, index, SOMEBODY);
    store.store().pulls().note(A, image, () -> SOMEBODY);
    assertEquals(4, images().size());
    assertEquals(Optional.of(store.now()), surveyed(image).pulledAt());
    store.store().pulls().flush();
    assertEquals(Optional.of(store.now()), surveyed(image).pulledAt());
    assertEquals(2, surveyed(image).tags().size());
    assertEquals(Optional.of(image), surveyed(about).subject());
    assertEquals(List.of(image), surveyed(index).children());
    assertEquals(
        Arrays.asList(true, false), List.of(surveyed(index).pinned(), surveyed(image).pinned()));
  }
}
