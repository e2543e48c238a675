package io.entrepot.clients;

import io.entrepot.server.aws.shape.AwsModels;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that the tests of this package need, and how to find each on this machine. */
enum Client {
  DEBIAN_PACKAGES("apt-get", "Debian's apt and dpkg", "apt-get"),
  DOCKER("docker", "Debian's docker.io", "docker"),
  DOCKER_COMPOSE("docker-compose", "Debian's docker-compose", "docker-compose"),
  PODMAN("podman", "Debian's podman", "podman"),
  BUILDAH("buildah", "Debian's buildah", "buildah"),
  SKOPEO("skopeo", "Debian's skopeo", "skopeo"),
  CONTAINERD("containerd", "Debian's containerd", "containerd"),
  CTR("ctr", "Debian's containerd", "ctr"),
  CRANE("crane", "go install github.com/google/go-containerregistry/cmd/crane", "crane"),
  REGCTL("regctl", "go install github.com/regclient/regclient/cmd/regctl", "regctl"),
  HELM("helm", "go install helm.sh/helm/v3/cmd/helm", "helm"),
  COSIGN("cosign", "go install github.com/sigstore/cosign/v3/cmd/cosign", "cosign"),
  AWS("aws", "pip install awscli", "aws"),
  AWS_MODULE(
      "aws (in one process)",
      "pip install awscli, its interpreter named by AWS_PYTHON",
      python("AWS_PYTHON")),
  BOTO("boto3", "pip install boto3, its environment named by BOTO_HOME", botoPython()),
  TERRAFORM(
      "terraform",
      "Terraform 1.11, and AWS's provider 5.100.0 in a folder that TF_PLUGIN_DIR names",
      "terraform"),
  ORAS(
      "oras (Python)",
      "pip install oras, its interpreter named by ORAS_PYTHON",
      python("ORAS_PYTHON"));

  private static final Pattern VERSION = Pattern.compile("\\bv?\\d+\\.\\d+[0-9A-Za-z.+~-]*");

  private final String title;
  private final String source;
  private final String program;

  Client(String title, String source, String program) {
    this.title = title;
    this.source = source;
    this.program = program;
  }

  /** The name it has in reports. */
  String title() {
    return title;
  }

  /** The program's path; absent when it is not installed. */
  Optional<Path> find() {
    return searchPath().stream()
        .map(folder -> folder.resolve(program))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst();
  }

  /** The program's path, of a client that was found before. */
  String path() {
    return find().orElseThrow(() -> new IllegalStateException(title + " is gone")).toString();
  }

  /** Why it cannot be tried here; absent when it can. */
  Optional<String> whyNot() {
    if (version().isEmpty()) {
      return Optional.of("%s is not installed (%s)".formatted(title, source));
    }
    return switch (this) {
      case DOCKER -> DockerEngine.whyNot();
      case CONTAINERD -> Containerd.whyNot();
      case TERRAFORM -> TerraformPlugins.whyNot();
      default -> Optional.empty();
    };
  }

  /** The version it reports; absent when it is not installed or does not work. */
  Optional<String> version() {
    return find().flatMap(this::askVersion);
  }

  private Optional<String> askVersion(Path path) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(versionArguments());
    Commands.Answer answer =
        new Commands(Path.of(System.getProperty("java.io.tmpdir")), Map.of()).attempt(command);
    Matcher matcher = VERSION.matcher(answer.out() + answer.error());
    return answer.status() == 0 && matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private List<String> versionArguments() {
    return switch (this) {
      case CRANE, REGCTL, HELM, COSIGN, TERRAFORM -> List.of("version");
      case AWS_MODULE -> List.of("-c", "import awscli; print(awscli.__version__)");
      case ORAS -> List.of("-c", "import oras; print(oras.__version__)");
      case BOTO -> List.of("-c", "import boto3; print(boto3.__version__)");
      case DEBIAN_PACKAGES, DOCKER, DOCKER_COMPOSE, PODMAN, BUILDAH, SKOPEO, CONTAINERD, CTR, AWS ->
          List.of("--version");
    };
  }

  private static String python(String variable) {
    return Optional.ofNullable(System.getenv(variable)).orElse("python3");
  }

  private static String botoPython() {
    return AwsModels.home()
        .map(home -> home.resolve("bin").resolve("python").toString())
        .orElse("boto3-is-not-here");
  }

  /** PATH, then where {@code go install} puts programs, then where Debian puts daemons. */
  private static List<Path> searchPath() {
    List<Path> folders = new ArrayList<>();
    for (String folder : environment("PATH").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    for (String folder : List.of(environment("GOBIN"), environment("GOPATH") + "/bin")) {
      folders.add(Path.of(folder));
    }
    folders.add(Path.of(environment("HOME"), "go", "bin"));
    folders.add(Path.of("/usr/sbin"));
    return folders;
  }

  private static String environment(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }
}
