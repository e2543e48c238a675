package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Builds {@code docker/Dockerfile} on a base of Debian packages and runs {@code compose.yaml}. */
@Tries({Client.DOCKER, Client.DOCKER_COMPOSE})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerImageIT {
  private static final List<String> BASE_PACKAGES = List.of("base-files", "libc6", "dash");
  private static final String BASE = "entrepot-test-base:latest";
  private static final String IMAGE = "entrepot-test:latest";

  /** Health is asked for at once; nothing else differs from what a user runs. */
  private static final String QUICKER =
      """
      version: "3.7"
      services:
        entrepot:
          healthcheck:
            interval: 1s
      """;

  private final Lab lab;
  private final DockerEngine engine;
  private final Commands commands;
  private final String address;

  ContainerImageIT(Lab lab) {
    this.lab = lab;
    this.engine = lab.engine();
    int port = RegistryProcess.freePort();
    this.address = "127.0.0.1:" + port;
    Map<String, String> environment = new HashMap<>(engine.commands().environment());
    environment.put("ENTREPOT_IMAGE", IMAGE);
    environment.put("ENTREPOT_PORT", "" + port);
    environment.put("ENTREPOT_MANAGEMENT_PORT", "" + RegistryProcess.freePort());
    this.commands = new Commands(lab.folder("image"), environment);
  }

  @BeforeAll
  void build() throws IOException {
    Path context = lab.folder("image-base");
    List<String> lines = new ArrayList<>(List.of("FROM scratch"));
    for (String name : BASE_PACKAGES) {
      Files.copy(lab.packages().tar(name), context.resolve(name + ".tar"));
      lines.add("ADD " + name + ".tar /");
    }
    Files.write(context.resolve("Dockerfile"), String.join("\n", lines).getBytes(UTF_8));
    Files.write(commands.folder().resolve("quicker.yaml"), QUICKER.getBytes(UTF_8));
    engine.docker("build", "--quiet", "--tag", BASE, context.toString());
    String script = Workspace.top().resolve("docker/build").toString();
    commands.run(script, "--as-built", "--build-arg", "BASE=" + BASE, "--tag", IMAGE);
  }

  @AfterAll
  void removeImages() {
    engine.docker("rmi", "--force", IMAGE, BASE);
  }

  @Test
  void serves_on_loopback_and_keeps_its_data_over_a_new_container() {
    compose("up", "--detach");
    try {
      awaitHealthy();
      assertTrue(
          engine.docker("port", container()).lines().allMatch(l -> l.contains("-> 127.0.0.1:")));
      RegistryProbe probe = new RegistryProbe(address);
      probe.push("image/kept", "v1", lab.samples().image());
      compose("down");
      compose("up", "--detach");
      awaitHealthy();
      assertEquals(lab.samples().image().digest(), probe.digest("image/kept", "v1"));
      String pulled = engine.docker("pull", address + "/image/kept:v1");
      assertTrue(pulled.contains(lab.samples().image().digest()), pulled);
      engine.docker("rmi", address + "/image/kept:v1");
    } finally {
      compose("down", "--volumes");
    }
  }

  @Test
  void runs_as_nobody_in_particular() {
    assertEquals("10001:10001", engine.docker("inspect", "--format", "{{.Config.User}}", IMAGE));
  }

  @Test
  void is_open_to_the_network_by_the_images_command_alone() {
    assertFalse(configured("Entrypoint").contains("--open"));
    assertFalse(configured("Env").contains("OPEN"));
    assertTrue(configured("Cmd").contains("--open=network"));
    Commands.Answer refused =
        engine
            .commands()
            .attempt(Client.DOCKER, "run", "--rm", "--network=none", IMAGE, "serve", "--open");
    assertNotEquals(0, refused.status(), refused::toString);
    assertTrue(refused.toString().contains("--open=network"), refused::toString);
  }

  private String configured(String field) {
    return engine.docker("inspect", "--format", "{{json .Config." + field + "}}", IMAGE);
  }

  private void awaitHealthy() {
    String container = container();
    await("a healthy container")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the container is not well", () -> requireRunning(container))
        .until(() -> state(container, "Health.Status").equals("healthy"));
  }

  private void requireRunning(String container) {
    if (!state(container, "Running").equals("true")
        || !state(container, "Health.Status").matches("starting|healthy")) {
      Commands.Answer logs = engine.commands().attempt(Client.DOCKER, "logs", container);
      throw new AssertionError(state(container, "Health") + "\n" + logs);
    }
  }

  private String state(String container, String field) {
    return engine
        .docker("inspect", "--format", "{{json .State." + field + "}}", container)
        .replace("\"", "");
  }

  private String container() {
    return compose("ps", "--quiet", "entrepot");
  }

  private String compose(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--project-name=entrepot-test",
                "--file=" + Workspace.top().resolve("docker/compose.yaml"),
                "--file=" + commands.folder().resolve("quicker.yaml")));
    all.addAll(List.of(arguments));
    return commands.run(Client.DOCKER_COMPOSE, all.toArray(String[]::new));
  }
}
