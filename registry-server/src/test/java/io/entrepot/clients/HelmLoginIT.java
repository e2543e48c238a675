package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;

@Tries(Client.HELM)
record HelmLoginIT(Lab lab) implements LoggedIn {
  @Override
  public Session session(Commands commands) {
    return new Helm(lab, commands);
  }

  private record Helm(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return commands.attemptWith(
          credentials.password(),
          Client.HELM,
          "registry",
          "login",
          "--plain-http",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    /** A chart of the repository's last name, which helm adds itself. */
    @Override
    public Answer push(String repository) {
      int slash = repository.lastIndexOf('/');
      String chart = repository.substring(slash + 1);
      commands.run(Client.HELM, "create", chart);
      commands.run(Client.HELM, "package", chart, "--version=" + tag());
      return commands.attempt(
          Client.HELM,
          "push",
          "--plain-http",
          chart + "-" + tag() + ".tgz",
          "oci://" + lab.guarded().name(repository.substring(0, slash)));
    }

    @Override
    public Answer pull(String repository) {
      return commands.attempt(
          Client.HELM,
          "pull",
          "--plain-http",
          "oci://" + lab.guarded().name(repository),
          "--version=" + tag(),
          "--destination=" + commands.folder());
    }

    @Override
    public String tag() {
      return "1.2.3";
    }
  }
}
