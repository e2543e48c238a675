package io.entrepot.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where AWS's provider lies for {@code terraform init -plugin-dir}, which asks no registry for it:
 * in the folder that {@code TF_PLUGIN_DIR} names, or where Terraform itself looks for mirrors.
 */
final class TerraformPlugins {
  /** Of Terraform, as far as the tests are written for it. */
  static final String TERRAFORM = "1.11.";

  /** Of the provider. */
  static final String PROVIDER = "5.100.0";

  private TerraformPlugins() {}

  /** The folder; empty when the provider is in none of them. */
  static Optional<Path> find() {
    return folders().stream().filter(TerraformPlugins::holdsProvider).findFirst();
  }

  /** Why Terraform cannot be tried here; absent when it can. */
  static Optional<String> whyNot() {
    String version = Client.TERRAFORM.version().orElse("none");
    if (!version.replace("v", "").startsWith(TERRAFORM)) {
      return Optional.of("terraform is not " + TERRAFORM + "x but " + version);
    }
    return find().isPresent()
        ? Optional.empty()
        : Optional.of(
            "the provider hashicorp/aws " + PROVIDER + " is in no folder that TF_PLUGIN_DIR names");
  }

  private static boolean holdsProvider(Path folder) {
    Path provider = folder.resolve("registry.terraform.io").resolve("hashicorp").resolve("aws");
    return Files.isDirectory(provider.resolve(PROVIDER))
        || Files.isRegularFile(
            provider.resolve("terraform-provider-aws_" + PROVIDER + "_linux_amd64.zip"));
  }

  private static List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (String name : List.of("TF_PLUGIN_DIR", "TF_PLUGIN_CACHE_DIR")) {
      environment(name).map(Path::of).ifPresent(folders::add);
    }
    environment("HOME")
        .map(Path::of)
        .ifPresent(home -> {
          folders.add(home.resolve(".terraform.d/plugins"));
          folders.add(home.resolve(".terraform.d/plugin-cache"));
          folders.add(home.resolve(".local/share/terraform/plugins"));
          folders.add(home.resolve(".cache/entrepot-ci/terraform-plugins"));
        });
    folders.add(Path.of("/usr/local/share/terraform/plugins"));
    folders.add(Path.of("/usr/share/terraform/plugins"));
    folders.addAll(below(Path.of("/opt")));
    return folders;
  }

  private static List<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }
}
