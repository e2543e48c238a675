package io.entrepot.server.aws.lifecycle;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PageTokens;
import io.entrepot.server.aws.registry.Paging;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.ImageFate;
import io.entrepot.storage.registry.LifecyclePolicies;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.LifecycleRun;
import io.entrepot.storage.registry.LifecycleRuns;
import io.entrepot.storage.registry.Page;
import io.entrepot.storage.registry.RegistryStore;
import java.util.List;
import java.util.function.BiConsumer;

/** Operations on what lifecycle policies did, and on why they do what they do. */
final class RunOperations {
  private final LifecyclePolicies policies;
  private final LifecycleRuns runs;
  private final LifecyclePreviews previews;
  private final PageTokens tokens;
  private final BiConsumer<RepositoryKey, String> running;

  /**
   * @param running has a repository's policy carried out soon, for somebody with this ARN
   */
  RunOperations(RegistryStore store, PageTokens tokens, BiConsumer<RepositoryKey, String> running) {
    this.policies = store.lifecyclePolicies();
    this.runs = store.lifecycleRuns();
    this.previews = store.lifecyclePreviews();
    this.tokens = tokens;
    this.running = running;
  }

  List<Operation> all() {
    return List.of(
        new Operation("StartLifecycleRun", this::start),
        new Operation("ListLifecycleRuns", this::list),
        new Operation("GetLifecycleRun", this::get),
        new Operation("ListLifecycleRunImages", this::images),
        new Operation("ListLifecyclePreviewImages", this::previewed));
  }

  private Call start(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    return Call.needing(NamedImage.may(EntrepotAction.START_LIFECYCLE_RUN, key))
        .gives(() -> {
          if (policies.inForce(key).isEmpty()) {
            throw LifecycleTexts.absent(key);
          }
          running.accept(key, asker.principal().arn());
          return Registries.shape(key);
        });
  }

  private Call list(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Paging paging = Paging.of(tokens, "ListLifecycleRuns " + key, input);
    return Call.needing(NamedImage.may(EntrepotAction.LIST_LIFECYCLE_RUNS, key))
        .gives(() -> {
          Page<LifecycleRun> page = runs.list(key, paging.after(), paging.limit());
          return Members.of("runs", Tree.items(page.items(), RunOperations::shape))
              .and("nextToken", paging.next(page, run -> Long.toString(run.id())));
        });
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    long id = run(input);
    return Call.needing(NamedImage.may(EntrepotAction.GET_LIFECYCLE_RUN, key))
        .gives(() -> {
          LifecycleRun run = known(key, id);
          return Members.of("run", shape(run).and("lifecyclePolicyText", runs.policy(run)));
        });
  }

  private Call images(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    long id = run(input);
    Paging paging = Paging.of(tokens, "ListLifecycleRunImages " + key + " " + id, input);
    return Call.needing(NamedImage.may(EntrepotAction.LIST_LIFECYCLE_RUN_IMAGES, key))
        .gives(() -> {
          Page<ImageFate> page = runs.images(known(key, id), paging.after(), paging.limit());
          return Members.of("images", Tree.items(page.items(), RunOperations::shape))
              .and("nextToken", paging.next(page, image -> Long.toString(image.position())));
        });
  }

  /** All images of a preview, also those that stay. */
  private Call previewed(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    Paging paging = Paging.of(tokens, "ListLifecyclePreviewImages " + key, input);
    return Call.needing(NamedImage.may(EntrepotAction.LIST_LIFECYCLE_PREVIEW_IMAGES, key))
        .gives(() -> PreviewShapes.all(previews, PreviewShapes.latest(previews, key), paging));
  }

  private static long run(Input input) {
    return input.number("run");
  }

  private LifecycleRun known(RepositoryKey key, long id) {
    return runs.find(key, id)
        .orElseThrow(() ->
            AwsError.NO_SUCH_ENTITY.because(
                "There is no lifecycle run " + id + " of " + LifecycleTexts.named(key) + "."));
  }

  private static Members shape(LifecycleRun run) {
    Members shape =
        Members.NONE
            .and("run", run.id())
            .and(Registries.shape(run.repository()))
            .and("requestedBy", run.requestedBy())
            .and("policyDigest", run.policy())
            .and("policyOf", run.source().name())
            .and("status", status(run))
            .and("beganAt", run.beganAt());
    if (run.endedAt().isPresent()) {
      shape = shape.and("endedAt", run.endedAt().get());
    }
    return shape
        .and("failure", run.failure())
        .and("imageCount", run.images())
        .and("deletedCount", run.removed())
        .and("skippedCount", run.skipped())
        .and("notArchivedCount", run.transitions());
  }

  private static String status(LifecycleRun run) {
    if (run.endedAt().isEmpty()) {
      return "RUNNING";
    }
    return run.isCutOff() ? "STOPPED" : run.failure().isPresent() ? "BROKEN_OFF" : "DONE";
  }

  private static Members shape(ImageFate image) {
    return Members.of("imageDigest", image.digest().toString())
        .and("imageTags", Tree.texts(image.tags().first().stream().map(Tag::value).toList()))
        .and("imageTagCount", image.tags().all())
        .and("outcome", image.outcome().name())
        .and("appliedRulePriority", image.rule())
        .and("reason", image.reason());
  }
}
