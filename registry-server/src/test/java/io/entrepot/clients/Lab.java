package io.entrepot.clients;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What all client tests of a run share: the running server, the samples, and a scratch folder that
 * goes at the end.
 */
final class Lab implements AutoCloseable {
  private final AtomicInteger names = new AtomicInteger();
  private final Path scratch;
  private final Samples samples;
  private final DebianPackages packages;
  private final RegistryProcess registry;
  private final RegistryProbe probe;
  private @Nullable DockerEngine engine;
  private @Nullable GuardedLab guarded;

  private Lab(Path scratch, DebianPackages packages, Samples samples, RegistryProcess registry) {
    this.scratch = scratch;
    this.packages = packages;
    this.samples = samples;
    this.registry = registry;
    this.probe = new RegistryProbe(registry.address());
  }

  static Lab open() {
    Path scratch = Workspace.temporary();
    DebianPackages packages = new DebianPackages();
    Samples samples = Samples.make(Workspace.make(scratch.resolve("samples")), packages);
    RegistryProcess registry = RegistryProcess.start(Workspace.make(scratch.resolve("data")));
    return new Lab(scratch, packages, samples, registry);
  }

  Samples samples() {
    return samples;
  }

  DebianPackages packages() {
    return packages;
  }

  RegistryProbe probe() {
    return probe;
  }

  /** HOST:PORT of the server. */
  String address() {
    return registry.address();
  }

  /** HOST:PORT/REPOSITORY, as clients name it. */
  String name(String repository) {
    return registry.address() + "/" + repository;
  }

  /** A folder of the run's own under the scratch folder. */
  Path folder(String name) {
    return Workspace.make(scratch.resolve(name));
  }

  /** A name that nobody else has. */
  String fresh(String kind) {
    return kind + "-" + names.incrementAndGet();
  }

  /** A place to run commands in, with a home of its own so that no user's settings are used. */
  Commands commands(String name, Map<String, String> environment) {
    Path folder = folder(name);
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("HOME", folder.toString());
    // Where podman, buildah and skopeo keep logins.
    all.putIfAbsent("XDG_RUNTIME_DIR", folder.toString());
    return new Commands(folder, all);
  }

  /** The Docker engine, found or started when it is first asked for. */
  synchronized DockerEngine engine() {
    DockerEngine open = engine;
    if (open == null) {
      open = DockerEngine.open(folder("docker"));
      engine = open;
    }
    return open;
  }

  /** The server that asks who one is, started when it is first asked for. */
  synchronized GuardedLab guarded() {
    GuardedLab open = guarded;
    if (open == null) {
      open = GuardedLab.open(folder("guarded"));
      guarded = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    registry.close();
    if (guarded != null) {
      guarded.close();
    }
    if (engine != null) {
      engine.close();
    }
    Workspace.delete(scratch);
  }
}
