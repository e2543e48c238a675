package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.util.ArrayList;
import java.util.List;

@Tries(Client.BUILDAH)
record BuildahLoginIT(Lab lab) implements LoggedIn {
  @Override
  public String wrongPassword() {
    return "invalid username/password";
  }

  @Override
  public Session session(Commands commands) {
    return new Buildah(lab, commands);
  }

  private record Buildah(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return buildah(
          credentials.password(),
          "login",
          "--tls-verify=false",
          "--username=" + credentials.user(),
          "--password-stdin",
          address());
    }

    @Override
    public Answer push(String repository) {
      String id =
          buildah("", "pull", "--quiet", "oci:" + lab.samples().small().folder() + ":v1").text();
      return buildah("", "push", "--tls-verify=false", id, "docker://" + name(repository));
    }

    @Override
    public Answer pull(String repository) {
      return buildah("", "pull", "--tls-verify=false", name(repository));
    }

    private Answer buildah(String input, String... arguments) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "--root=" + commands.folder().resolve("root"),
                  "--runroot=" + commands.folder().resolve("run"),
                  "--storage-driver=vfs"));
      all.addAll(List.of(arguments));
      return commands.attemptWith(input, Client.BUILDAH, all.toArray(String[]::new));
    }
  }
}
