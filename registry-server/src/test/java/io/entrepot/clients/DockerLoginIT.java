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

    /** The engine forgets the image, or a pull would fetch no layer. */
    @Override
    public Answer push(String repository) {
      docker("", "import", lab.packages().tar("netbase").toString(), name(repository)).text();
      Answer pushed = docker("", "push", name(repository));
      docker("", "rmi", "--force", name(repository)).text();
      return pushed;
    }

    @Override
    public Answer pull(String repository) {
      Answer pulled = docker("", "pull", name(repository));
      if (pulled.status() == 0) {
        docker("", "rmi", "--force", name(repository)).text();
      }
      return pulled;
    }

    private Answer docker(String input, String... arguments) {
      Commands commands = lab.engine().commands().with("DOCKER_CONFIG", folder.toString());
      return commands.attemptWith(input, Client.DOCKER, arguments);
    }
  }
}
