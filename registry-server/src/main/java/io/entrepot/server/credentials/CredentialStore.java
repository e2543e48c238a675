package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Credentials that docker gave to keep: a file for each server, for its owner's eyes alone. No
 * keychain is asked, since the machines that need this have none.
 */
final class CredentialStore {
  private static final String SUFFIX = ".json";
  private static final int LONGEST_SERVER = 150;

  private final Path folder;

  CredentialStore(Path folder) {
    this.folder = folder;
  }

  /** In {@code ENTREPOT_CREDENTIALS}, or where the user's settings are. */
  static CredentialStore of(Sources sources) {
    Path folder =
        sources
            .variable("ENTREPOT_CREDENTIALS")
            .map(Path::of)
            .orElseGet(() ->
                sources
                    .variable("XDG_CONFIG_HOME")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(sources.variable("HOME").orElse("."), ".config"))
                    .resolve("entrepot")
                    .resolve("credentials"));
    return new CredentialStore(folder);
  }

  Optional<LoginSecret> get(String server) throws CredentialException {
    try {
      JsonObject kept =
          JsonObject.parse(Files.readString(file(server), UTF_8), "a kept credential");
      Optional<String> user = kept.text("Username");
      Optional<String> secret = kept.text("Secret");
      return user.isPresent() && secret.isPresent()
          ? Optional.of(new LoginSecret(user.get(), secret.get(), Optional.empty()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CredentialException("the credentials in " + folder + " cannot be read: " + e);
    }
  }

  void put(String server, String user, String secret) throws CredentialException {
    String text =
        JsonObject.write(json -> {
          json.writeStringProperty("ServerURL", server);
          json.writeStringProperty("Username", user);
          json.writeStringProperty("Secret", secret);
        });
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // Made for the owner alone, before anything stands in it.
      Path fresh = Files.createTempFile(folder, "new", ".tmp");
      Files.writeString(fresh, text, UTF_8);
      Files.move(fresh, file(server), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CredentialException("the credentials in " + folder + " cannot be written: " + e);
    }
  }

  void remove(String server) throws CredentialException {
    try {
      Files.deleteIfExists(file(server));
    } catch (IOException e) {
      throw new CredentialException("the credentials in " + folder + " cannot be removed: " + e);
    }
  }

  /** Users by server. */
  Map<String, String> list() throws CredentialException {
    Map<String, String> users = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return users;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        JsonObject kept = JsonObject.parse(Files.readString(file, UTF_8), "a kept credential");
        kept.text("ServerURL")
            .ifPresent(server -> users.put(server, kept.text("Username").orElse("")));
      }
      return users;
    } catch (IOException e) {
      throw new CredentialException("the credentials in " + folder + " cannot be read: " + e);
    }
  }

  private Path file(String server) throws CredentialException {
    if (server.length() > LONGEST_SERVER) {
      throw new CredentialException("the server's name is too long");
    }
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(server.getBytes(UTF_8));
    return folder.resolve(name + SUFFIX);
  }
}
