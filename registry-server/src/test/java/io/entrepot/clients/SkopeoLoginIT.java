package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;

@Tries(Client.SKOPEO)
record SkopeoLoginIT(Lab lab) implements LoggedIn {
  @Override
  public String wrongPassword() {
    return "invalid username/password";
  }

  @Override
  public Session session(Commands commands) {
    return new Skopeo(lab, commands);
  }

  private record Skopeo(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return commands.attemptWith(
          credentials.password(),
          Client.SKOPEO,
          "login",
          "--tls-verify=false",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    @Override
    public Answer push(String repository) {
      return commands.attempt(
          Client.SKOPEO,
          "copy",
          "--dest-tls-verify=false",
          "oci:" + lab.samples().small().folder() + ":v1",
          "docker://" + name(repository));
    }

    @Override
    public Answer pull(String repository) {
      return commands.attempt(
          Client.SKOPEO,
          "copy",
          "--src-tls-verify=false",
          "docker://" + name(repository),
          "oci:" + lab.fresh("pulled"));
    }
  }
}
