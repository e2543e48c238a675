package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;

@Tries(Client.CRANE)
record CraneLoginIT(Lab lab) implements LoggedIn {
  @Override
  public boolean asksAtLogin() {
    return false;
  }

  @Override
  public Session session(Commands commands) {
    return new Crane(lab, commands);
  }

  private record Crane(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return commands.attemptWith(
          credentials.password(),
          Client.CRANE,
          "auth",
          "login",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    @Override
    public Answer push(String repository) {
      return commands.attempt(
          Client.CRANE, "push", lab.samples().small().folder().toString(), name(repository));
    }

    @Override
    public Answer pull(String repository) {
      return commands.attempt(
          Client.CRANE, "pull", "--format=oci", name(repository), lab.fresh("pulled"));
    }
  }
}
