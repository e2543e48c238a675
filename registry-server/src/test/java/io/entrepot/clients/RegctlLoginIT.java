package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.util.ArrayList;
import java.util.List;

@Tries(Client.REGCTL)
record RegctlLoginIT(Lab lab) implements LoggedIn {
  @Override
  public String wrongPassword() {
    return "failed to ping registry " + lab.guarded().address() + ": unauthorized";
  }

  @Override
  public Session session(Commands commands) {
    return new Regctl(lab, commands);
  }

  private record Regctl(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      commands.run(Client.REGCTL, "registry", "set", "--tls=disabled", address());
      return commands.attemptWith(
          credentials.password(),
          Client.REGCTL,
          "registry",
          "login",
          address(),
          "--user=" + credentials.user(),
          "--pass-stdin");
    }

    @Override
    public Answer push(String repository) {
      return regctl(
          "image", "copy", "ocidir://" + lab.samples().small().folder() + ":v1", name(repository));
    }

    @Override
    public Answer pull(String repository) {
      return regctl("image", "copy", name(repository), "ocidir://" + lab.fresh("pulled"));
    }

    /** Speaks plainly to the server even where it was not told so at a login. */
    private Answer regctl(String... arguments) {
      List<String> all = new ArrayList<>(List.of("--host", "reg=" + address() + ",tls=disabled"));
      all.addAll(List.of(arguments));
      return commands.attempt(Client.REGCTL, all.toArray(String[]::new));
    }
  }
}
