package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;

/**
 * oras as a Python library, driven by small programs. It repeats what was refused for two minutes,
 * which these spare themselves.
 */
@Tries(Client.ORAS)
record OrasLoginIT(Lab lab) implements LoggedIn {
  /** What it says to every 401 and 403 that a token does not help against. */
  private static final String MUTE = "Cannot respond to request for authentication";

  /** A login writes a file and asks nobody. */
  @Override
  public boolean asksAtLogin() {
    return false;
  }

  @Override
  public String wrongPassword() {
    return MUTE;
  }

  @Override
  public String denied(String ours) {
    return MUTE;
  }

  @Override
  public Session session(Commands commands) {
    return new Oras(lab, commands);
  }

  private record Oras(Lab lab, Commands commands) implements Session {
    private static final String HEAD =
        """
        import os, sys, time, oras.client
        time.sleep = lambda seconds: None
        client = oras.client.OrasClient(hostname=sys.argv[1], insecure=True)
        config = os.environ['HOME'] + '/login.json'
        """;
    private static final String LOGIN =
        HEAD
            + """
            print(client.login(username=sys.argv[2], password=sys.stdin.read(),
                hostname=sys.argv[1], config_path=config))
            """;
    private static final String PUSH =
        HEAD
            + """
            client.push(target=sys.argv[2], files=sys.argv[3:], config_path=config,
                disable_path_validation=True, quiet=True)
            """;
    private static final String PULL =
        HEAD
            + """
            for file in client.pull(target=sys.argv[2], outdir=sys.argv[3], config_path=config):
                print(file)
            """;

    @Override
    public Answer login(Credentials credentials) {
      return commands.attemptWith(
          credentials.password(), Client.ORAS, "-c", LOGIN, address(), credentials.user());
    }

    @Override
    public Answer push(String repository) {
      return commands.attempt(
          Client.ORAS,
          "-c",
          PUSH,
          address(),
          name(repository),
          lab.packages().tar("netbase").toString());
    }

    @Override
    public Answer pull(String repository) {
      return commands.attempt(
          Client.ORAS, "-c", PULL, address(), name(repository), lab.fresh("pulled"));
    }
  }
}
