package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.storage.oci.RegistryId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Terraform with AWS's provider: all that it makes of ECR's and IAM's that belongs here. */
@Tries({Client.TERRAFORM, Client.AWS})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class TerraformIT {
  private static final List<String> IMPORTABLE =
      List.of("entrepot.tf", "ecr.tf", "iam.tf", "public.tf", "lookups.tf");

  private TerraformLab lab;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    lab = TerraformLab.start();
    Commands made = lab.configuration("all", IMPORTABLE, "once.tf");
    made.run(
        Client.TERRAFORM,
        "init",
        "-no-color",
        "-plugin-dir=" + TerraformPlugins.find().orElseThrow());
  }

  @AfterAll
  void stop() throws IOException {
    lab.close();
  }

  @Test
  void what_is_applied_is_planned_without_difference_changed_imported_and_destroyed()
      throws IOException, InterruptedException {
    Commands all = lab.commands("all");
    String made = all.run(Client.TERRAFORM, apply());
    assertTrue(made.contains(" added, 0 changed, 0 destroyed."), made);
    assertEquals(0, all.attempt(Client.TERRAFORM, plan()).status());

    String changed = all.run(Client.TERRAFORM, apply("-var=changed=true"));
    assertTrue(changed.contains("Apply complete!"), changed);
    assertEquals(0, all.attempt(Client.TERRAFORM, plan("-var=changed=true")).status());

    JsonNode outputs =
        JsonMapper.shared().readTree(all.run(Client.TERRAFORM, "output", "-no-color", "-json"));
    lookups(outputs.get("seen").get("value"));
    imported(outputs);

    all.run(
        Client.TERRAFORM,
        List.of("destroy", "-no-color", "-input=false", "-auto-approve", "-var=changed=true")
            .toArray(String[]::new));
    nothingIsLeft();
  }

  /** What other data sources found. */
  private static void lookups(JsonNode seen) {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("account", "\"123456789012\"");
    wanted.put("alias", "\"terraform-after\"");
    wanted.put("clients", "[\"after\",\"entrepot\"]");
    wanted.put("keys", "[\"Inactive\"]");
    wanted.put("members", "[\"terraform-builder\"]");
    wanted.put(
        "repositories", "[\"pushed\",\"terraform/app\",\"terraform/passing\",\"terraform/plain\"]");
    wanted.put("role", "\"Runs after.\"");
    wanted.put("same", "true");
    wanted.put("simulation", "[\"explicitDeny\"]");
    wanted.put("size", "12");
    wanted.put("tags", "[\"one\"]");
    wanted.put("template", "\"Made after.\"");
    wanted.forEach((name, value) -> assertEquals(value, seen.get(name).toString(), name));
  }

  /** A state that knows nothing takes all of it over, and finds nothing to change. */
  private void imported(JsonNode outputs) throws IOException {
    Commands fresh = lab.configuration("imported", IMPORTABLE, "imports.tf");
    String done =
        fresh.run(
            Client.TERRAFORM,
            apply(
                "-var=changed=true",
                "-var=key=" + outputs.get("key").get("value").asString(),
                "-var=second=" + outputs.get("second").get("value").asString()));
    long imports =
        Files.readString(lab.folder("imported").resolve("imports.tf"))
            .lines()
            .filter(line -> line.startsWith("import {"))
            .count();
    assertTrue(
        done.contains("Resources: " + imports + " imported, 0 added, 0 changed, 0 destroyed."),
        done);
  }

  private void nothingIsLeft() throws IOException, InterruptedException {
    IdentityStore left = lab.registry().identities();
    assertEquals(
        List.of("administrator"),
        left.users().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items().stream()
            .map(user -> user.name())
            .toList());
    assertEquals(
        List.of(), left.groups().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(
        List.of(), left.roles().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(
        List.of(),
        left.managedPolicies().list(GuardedRegistry.ACCOUNT, "/", PageRequest.FIRST).items());
    assertEquals(List.of(), left.oidcProviders().list(GuardedRegistry.ACCOUNT));
    assertTrue(left.accountAliases().of(GuardedRegistry.ACCOUNT).isEmpty());
    RegistryId own = new RegistryId(GuardedRegistry.ACCOUNT.value());
    assertTrue(lab.registry().governance().of(own).policy().isEmpty());
    assertEquals(List.of("pushed"), lab.catalog());
    assertEquals("", lab.publicNames());
  }

  @Test
  void what_has_no_engine_here_is_refused_by_its_name() throws IOException {
    Commands refused = lab.configuration("refused", List.of("entrepot.tf"), "refused.tf");
    String answer = refused.attempt(Client.TERRAFORM, apply()).refusal();
    for (String operation :
        List.of(
            "PutRegistryScanningConfiguration",
            "PutReplicationConfiguration",
            "CreatePullThroughCacheRule")) {
      assertTrue(
          answer.contains(
              "UnsupportedOperationException: The operation "
                  + operation
                  + " of ecr is not supported here."),
          answer);
    }
  }

  private static String[] apply(String... more) {
    return command(List.of("apply", "-no-color", "-input=false", "-auto-approve"), more);
  }

  /** Ends with status 2 where anything differs. */
  private static String[] plan(String... more) {
    return command(List.of("plan", "-no-color", "-input=false", "-detailed-exitcode"), more);
  }

  private static String[] command(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
