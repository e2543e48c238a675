package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.nio.file.Path;

/** Docker keeps logins in its configuration folder; images are the engine's. */
@Tries(Client.DOCKER)
record DockerLoginIT(Lab lab) implements LoggedIn {
  @Override
  public Session session(Commands commands) {
    return new Docker(lab, commands.folder());
  }

  private record Docker(Lab lab, Path folder) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return docker(
          credentials.password(),
          "login",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    @Override
    public Answer push(String repository) {
      docker("", "import", lab.packages().tar("netbase").toString(), name(repository)).text();
      return docker("", "push", name(repository));
    }

    /** The engine has forgotten the image, or it would fetch no layer. */
    @Override
    public Answer pull(String repository) {
      docker("", "rmi", "--force", name(repository)).text();
      return docker("", "pull", name(repository));
    }

    private Answer docker(String input, String... arguments) {
      Commands commands = lab.engine().commands().with("DOCKER_CONFIG", folder.toString());
      return commands.attemptWith(input, Client.DOCKER, arguments);
    }
  }
}
