package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tries(Client.HELM)
final class HelmIT {
  private final Lab lab;
  private final Commands commands;

  HelmIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("helm", Map.of());
  }

  @BeforeEach
  void packageAChart() {
    helm("create", "demo");
    helm("package", "demo", "--version", "1.2.3");
  }

  @Test
  void pushes_and_pulls_a_chart() {
    Commands.Answer pushed =
        commands.attempt(
            Client.HELM, "push", "demo-1.2.3.tgz", "oci://" + lab.name("charts"), "--plain-http");
    String digest = lab.probe().digest("charts/demo", "1.2.3");
    assertTrue(pushed.everything().contains(digest));
    Workspace.make(commands.folder().resolve("pulled"));
    helm("pull", chart(), "--version", "1.2.3", "--plain-http", "--destination", "pulled");
    assertEquals(
        Sha256.digest(commands.folder().resolve("demo-1.2.3.tgz")),
        Sha256.digest(commands.folder().resolve("pulled/demo-1.2.3.tgz")));
    JsonNode manifest = lab.probe().manifest("charts/demo", "1.2.3");
    assertEquals(
        "application/vnd.cncf.helm.config.v1+json",
        manifest.required("config").required("mediaType").asString());
    assertEquals(
        Sha256.digest(commands.folder().resolve("demo-1.2.3.tgz")),
        manifest.required("layers").get(0).required("digest").asString());
  }

  @Test
  void finds_the_newest_version_and_reads_a_chart_in_place() {
    helm("package", "demo", "--version", "1.3.0");
    helm("push", "demo-1.2.3.tgz", "oci://" + lab.name("charts"), "--plain-http");
    helm("push", "demo-1.3.0.tgz", "oci://" + lab.name("charts"), "--plain-http");
    assertTrue(helm("show", "chart", chart(), "--plain-http").contains("version: 1.3.0"));
    String rendered = helm("template", "demo", chart(), "--version", "1.2.3", "--plain-http");
    assertTrue(rendered.contains("helm.sh/chart: demo-1.2.3"));
  }

  private String chart() {
    return "oci://" + lab.name("charts/demo");
  }

  private String helm(String... arguments) {
    return commands.run(Client.HELM, arguments);
  }
}
