package io.entrepot.storage.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Has a policy take images out of a repository of a test. */
public record Policies(StoreFixture store, RepositoryKey repository) {
  /** Of all of them. */
  public static final String RULE = "rule 7 expires it";

  private static final String SOMEBODY = "arn:aws:iam::000000000000:user/somebody";

  /** An image as a policy looks at it now. */
  SurveyedImage surveyed(Digest digest) {
    return images().stream()
        .filter(image -> image.digest().equals(digest))
        .findFirst()
        .orElseThrow();
  }

  List<SurveyedImage> images() {
    List<SurveyedImage> images = new ArrayList<>();
    store.store().survey().each(repository, images::add, read -> {});
    return images;
  }

  ExpiringImage by(Digest digest) {
    return new ExpiringImage(surveyed(digest), Optional.empty(), 7, RULE);
  }

  ExpiringImage with(Digest leader, Digest digest) {
    return new ExpiringImage(surveyed(digest), Optional.of(leader), 7, RULE);
  }

  /** Takes these away, each by itself. */
  public void expire(Digest... digests) {
    assertEquals(
        "[DELETED]",
        expire(Arrays.stream(digests).map(this::by).toList()).stream()
            .map(fate -> fate.outcome().name())
            .collect(Collectors.toSet())
            .toString());
  }

  /** Takes these away in their order, as far as that may be. */
  List<ImageFate> expire(List<ExpiringImage> images) {
    RegistryStore open = store.store();
    open.lifecyclePolicies().put(repository, "the policy");
    PolicyInForce policy = open.lifecyclePolicies().inForce(repository).orElseThrow();
    LifecycleRuns runs = open.lifecycleRuns();
    LifecycleRun run = runs.begin(repository, SOMEBODY, policy);
    List<ImageFate> fates = new ArrayList<>();
    while (fates.size() < images.size()) {
      List<ExpiringImage> rest = images.subList(fates.size(), images.size());
      fates.addAll(runs.carryOut(run, policy, fates.size(), rest).orElseThrow());
    }
    runs.end(run, Optional.empty());
    return fates;
  }
}
