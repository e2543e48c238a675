package io.entrepot.clients;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where AWS's provider lies for {@code terraform init -plugin-dir}, which asks no registry for it.
 */
final class TerraformPlugins {
  /** Of Terraform, as far as the tests are written for it. */
  private static final String TERRAFORM = "1.11.";

  private TerraformPlugins() {}

  /** The folder that {@code TF_PLUGIN_DIR} names. */
  static Optional<Path> find() {
    return Optional.ofNullable(System.getenv("TF_PLUGIN_DIR"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }

  /** Why Terraform cannot be tried here; absent when it can. */
  static Optional<String> whyNot() {
    String version = Client.TERRAFORM.version().orElse("none");
    if (!version.replace("v", "").startsWith(TERRAFORM)) {
      return Optional.of("terraform is not " + TERRAFORM + "x but " + version);
    }
    return find().isPresent()
        ? Optional.empty()
        : Optional.of("TF_PLUGIN_DIR names no folder with the provider hashicorp/aws");
  }
}
