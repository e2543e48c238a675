package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.util.ArrayList;
import java.util.List;

@Tries(Client.PODMAN)
record PodmanLoginIT(Lab lab) implements LoggedIn {
  @Override
  public String wrongPassword() {
    return "invalid username/password";
  }

  @Override
  public Session session(Commands commands) {
    return new Podman(lab, commands);
  }

  private record Podman(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return podman(
          credentials.password(),
          "login",
          "--tls-verify=false",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    @Override
    public Answer push(String repository) {
      String id =
          podman("", "pull", "--quiet", "oci:" + lab.samples().small().folder() + ":v1").text();
      return podman("", "push", "--tls-verify=false", id, "docker://" + name(repository));
    }

    @Override
    public Answer pull(String repository) {
      return podman("", "pull", "--tls-verify=false", name(repository));
    }

    private Answer podman(String input, String... arguments) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "--root=" + commands.folder().resolve("root"),
                  "--runroot=" + commands.folder().resolve("run"),
                  "--storage-driver=vfs",
                  "--events-backend=none",
                  "--cgroup-manager=cgroupfs"));
      all.addAll(List.of(arguments));
      return commands.attemptWith(input, Client.PODMAN, all.toArray(String[]::new));
    }
  }
}
