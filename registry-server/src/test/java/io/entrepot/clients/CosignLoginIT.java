package io.entrepot.clients;

import io.entrepot.clients.Commands.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@Tries(Client.COSIGN)
record CosignLoginIT(Lab lab) implements LoggedIn {
  @Override
  public boolean asksAtLogin() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("COSIGN_PASSWORD", "");
  }

  @Override
  public Session session(Commands commands) {
    return new Cosign(lab, commands);
  }

  private record Cosign(Lab lab, Commands commands) implements Session {
    @Override
    public Answer login(Credentials credentials) {
      return commands.attemptWith(
          credentials.password(),
          Client.COSIGN,
          "login",
          address(),
          "--username=" + credentials.user(),
          "--password-stdin");
    }

    /** Copies an image from the open server, and signs the copy. */
    @Override
    public Answer push(String repository) {
      String source = GuardedLab.label(Client.COSIGN) + "/to-copy";
      lab.probe().push(source, tag(), lab.samples().small());
      Answer copied =
          commands.attempt(Client.COSIGN, "copy", lab.name(source + ":" + tag()), name(repository));
      return copied.status() == 0 ? sign(digest(repository)) : copied;
    }

    private Answer sign(String image) {
      commands.run(Client.COSIGN, "signing-config", "create", "--out=signing.json");
      return commands.attempt(
          Client.COSIGN,
          "sign",
          "-y",
          "--key=" + key() + ".key",
          "--signing-config=signing.json",
          image);
    }

    /** Reads the image's manifest and its signature. */
    @Override
    public Answer pull(String repository) {
      return commands.attempt(
          Client.COSIGN,
          "verify",
          "--key=" + key() + ".pub",
          "--insecure-ignore-tlog=true",
          digest(repository));
    }

    private String digest(String repository) {
      return lab.guarded().name(repository) + "@" + lab.samples().small().digest();
    }

    /** Where the key pair lies that all sessions share, without its endings. */
    private Path key() {
      Path folder = lab.folder("cosign-keys");
      if (!Files.exists(folder.resolve("cosign.key"))) {
        new Commands(folder, commands.environment()).run(Client.COSIGN, "generate-key-pair");
      }
      return folder.resolve("cosign");
    }
  }
}
