package io.entrepot.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository whose policy keeps the newest three images: these are always there. */
final class PolicyRepository implements Actor {
  private static final int ATTEMPTS = 20;

  private final RegistryClient client;
  private final KeptImages images;
  private final DockerPush push;
  private final ArtifactMaker maker;
  private final SoakFigures figures;

  PolicyRepository(
      RegistryClient client,
      KeptImages images,
      DockerPush push,
      ArtifactMaker maker,
      SoakFigures figures) {
    this.client = client;
    this.images = images;
    this.push = push;
    this.maker = maker;
    this.figures = figures;
  }

  /** Makes the repository and its policy. */
  static void make(RegistryClient client, String repository)
      throws IOException, InterruptedException {
    String name = "{\"repositoryName\":\"" + repository + "\"";
    String policy =
        "{'rules':[{'rulePriority':1,'selection':{'tagStatus':'any',"
            + "'countType':'imageCountMoreThan','countNumber':%d},'action':{'type':'expire'}}]}"
                .formatted(KeptImages.KEPT);
    String text = policy.replace("'", "\\\"");
    client.operate("ecr", "CreateRepository", name + "}");
    client.operate(
        "ecr", "PutLifecyclePolicy", name + ",\"lifecyclePolicyText\":\"" + text + "\"}");
  }

  @Override
  public void step() throws IOException, InterruptedException {
    Artifact image = maker.image();
    String tag = "v" + images.count();
    images.mayPush(image.digest());
    int attempt = 0;
    Optional<String> refusal = push.offer(images.repository, image, tag);
    while (refusal.isPresent()) {
      figures.refused.increment();
      if (++attempt == ATTEMPTS) {
        throw new AssertionError("a push came to nothing: " + refusal.get());
      }
      refusal = push.offer(images.repository, image, tag);
    }
    images.pushed();
    figures.pushed.increment();
    requireKept(client, images);
    figures.pulled.increment();
  }

  static void requireKept(RegistryClient client, KeptImages images)
      throws IOException, InterruptedException {
    List<String> losses = new ArrayList<>();
    WholePull pull = new WholePull(client, images.repository, losses);
    for (String digest : images.kept()) {
      pull.manifest(digest);
    }
    if (!losses.isEmpty()) {
      throw new AssertionError("acknowledged, to be kept and not there: " + losses);
    }
  }
}
