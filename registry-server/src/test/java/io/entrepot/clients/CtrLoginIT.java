package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * containerd's own client keeps no login: credentials come with each command, and as an argument,
 * since it reads a password from a terminal alone.
 */
@Tries({Client.CTR, Client.CONTAINERD})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CtrLoginIT implements LoggedIn {
  private final Lab lab;
  private final Containerd containerd;

  CtrLoginIT(Lab lab) {
    this.lab = lab;
    this.containerd = new Containerd(lab.folder("ctr-login"));
  }

  @BeforeAll
  void startContainerd() {
    containerd.start();
  }

  @AfterAll
  void stopContainerd() {
    containerd.close();
  }

  @Override
  public Lab lab() {
    return lab;
  }

  @Override
  public boolean asksAtLogin() {
    return false;
  }

  @Override
  public String wrongPassword() {
    return "failed to fetch oauth token: unexpected status: 401 Unauthorized";
  }

  @Override
  public String denied(String ours) {
    return "unexpected status: 403 Forbidden";
  }

  @Override
  public Session session(Commands commands) {
    return new Ctr(lab, commands, containerd, new ArrayList<>());
  }

  /** Each session has a namespace of its own, which shares no content with others. */
  private record Ctr(Lab lab, Commands commands, Containerd containerd, List<Credentials> given)
      implements Session {
    @Override
    public Answer login(Credentials credentials) {
      given.add(credentials);
      return ctr("version");
    }

    @Override
    public Answer push(String repository) {
      String base = "--base-name=" + lab.guarded().name(repository);
      String archive = lab.samples().small().archive().toString();
      ctr("images", "import", "--all-platforms", "--no-unpack", base, archive).text();
      return ctr(asking("images", "push", repository));
    }

    @Override
    public Answer pull(String repository) {
      return ctr(asking("content", "fetch", repository));
    }

    private String[] asking(String noun, String verb, String repository) {
      List<String> all = new ArrayList<>(List.of(noun, verb, "--plain-http"));
      given.forEach(known -> all.add("--user=" + known.user() + ":" + known.password()));
      all.add(name(repository));
      return all.toArray(String[]::new);
    }

    private Answer ctr(String... arguments) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "--address=" + containerd.socket(),
                  "--namespace=" + commands.folder().getFileName()));
      all.addAll(List.of(arguments));
      return commands.attempt(Client.CTR, all.toArray(String[]::new));
    }
  }
}
