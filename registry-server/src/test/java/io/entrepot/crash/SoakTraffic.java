package io.entrepot.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Several clients, each with a repository of its own, one with a policy, and one that all share;
 * what each was acknowledged outlives the servers that it is sent to.
 */
final class SoakTraffic {
  private static final int CLIENTS = 6;

  final SoakFigures figures = new SoakFigures();
  private final List<Journal> journals = new ArrayList<>();
  private final List<KeptImages> kept = new ArrayList<>();
  private final List<byte[]> bases;
  private final SplittableRandom random;

  SoakTraffic(SplittableRandom random) {
    this.random = random;
    bases = ArtifactMaker.bases(random);
    for (int i = 0; i < CLIENTS; i++) {
      journals.add(new Journal("soak/client" + i));
      kept.add(new KeptImages("soak/kept" + i));
    }
  }

  /** Makes the repositories that have a policy. */
  void prepare(RegistryClient client) throws IOException, InterruptedException {
    for (KeptImages images : kept) {
      PolicyRepository.make(client, images.repository);
    }
  }

  /** Traffic that is under way. */
  static final class Running {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Future<Optional<IOException>>> clients = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Whether a client ended although nobody asked it to. */
    boolean isBroken() {
      return clients.stream().anyMatch(Future::isDone);
    }

    /**
     * Lets each client end what it is doing.
     *
     * @return of each whose connection broke, how
     */
    List<IOException> end() throws InterruptedException {
      enough.set(true);
      List<IOException> broken = new ArrayList<>();
      try (threads) {
        for (Future<Optional<IOException>> client : clients) {
          client.get().ifPresent(broken::add);
        }
      } catch (ExecutionException e) {
        throw new AssertionError("a client met what it must not", e.getCause());
      }
      return broken;
    }

    private void add(List<Actor> actors, SplittableRandom choices) {
      clients.add(threads.submit(() -> act(actors, choices)));
    }

    private Optional<IOException> act(List<Actor> actors, SplittableRandom choices)
        throws InterruptedException {
      try {
        while (!enough.get()) {
          actors.get(choices.nextInt(actors.size())).step();
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(e);
      }
    }
  }

  Running start(SoakServer server) {
    Running running = new Running();
    for (int i = 0; i < CLIENTS; i++) {
      RegistryClient client = server.client();
      Journal journal = journals.get(i);
      DockerPush push = new DockerPush(client, sources(), random.split());
      ArtifactMaker maker = new ArtifactMaker(bases, random.split());
      Actor own = new OwnRepository(client, journal, push, maker, random.split(), figures);
      Actor shared = new SharedRepository(client, push, maker, random.split(), figures);
      Actor policy = new PolicyRepository(client, kept.get(i), push, maker, figures);
      Actor restore = new RestoreExpired(client, kept.get(i), random.split(), figures);
      running.add(List.of(own, own, own, own, shared, shared, policy, restore), random.split());
    }
    return running;
  }

  private List<String> sources() {
    List<String> sources = new ArrayList<>(List.of(SharedRepository.NAME));
    journals.forEach(journal -> sources.add(journal.repository));
    return sources;
  }

  /** Everything that was acknowledged, and neither deleted nor expired, and is not there. */
  List<String> losses(RegistryClient client) throws IOException, InterruptedException {
    List<String> losses = new ArrayList<>();
    for (Journal journal : journals) {
      losses.addAll(new Auditor(client).audit(journal));
    }
    for (KeptImages images : kept) {
      PolicyRepository.requireKept(client, images);
    }
    return losses;
  }

  /**
   * What can be had although no manifest names it any more, when all garbage is collected.
   *
   * @param named the blobs that manifests of each repository name
   */
  List<String> leftovers(RegistryClient client, Map<String, Set<String>> named)
      throws IOException, InterruptedException {
    List<String> leftovers = new ArrayList<>();
    for (Journal journal : journals) {
      Set<String> gone = new TreeSet<>(journal.fleeting);
      gone.removeAll(named.getOrDefault(journal.repository, Set.of()));
      for (String digest : gone) {
        String path = "/v2/" + journal.repository + "/blobs/" + digest;
        int status = client.get(path).statusCode();
        if (status != 404) {
          leftovers.add(path + " answers " + status);
        }
      }
    }
    return leftovers;
  }

  /** The repositories of which a policy has taken all but the newest three, when it is done. */
  List<String> withPolicy() {
    return kept.stream().map(images -> images.repository).toList();
  }
}
