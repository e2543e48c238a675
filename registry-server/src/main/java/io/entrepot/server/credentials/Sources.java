package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where credentials come from that are not stored: variables and files. */
final class Sources {
  static final String ROLE = "ENTREPOT_ROLE";
  static final String TOKEN_FILE = "ENTREPOT_WEB_IDENTITY_TOKEN_FILE";
  static final String TOKEN = "ENTREPOT_WEB_IDENTITY_TOKEN";
  static final String CA_FILE = "ENTREPOT_CA_FILE";

  private static final int MAX_TOKEN_BYTES = 64 << 10;

  private final Map<String, String> variables;

  Sources(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The role's ARN, or its path and name. */
  Optional<String> role() {
    return variable(ROLE).or(() -> variable("AWS_ROLE_ARN"));
  }

  Optional<Path> authorities() {
    return variable(CA_FILE).map(Path::of);
  }

  /** A token of an identity provider: a variable's, or that of the file that a variable names. */
  Optional<String> token() throws CredentialException {
    Optional<String> token = variable(TOKEN);
    Optional<String> file = variable(TOKEN_FILE).or(() -> variable("AWS_WEB_IDENTITY_TOKEN_FILE"));
    return token.isPresent() || file.isEmpty()
        ? token
        : Optional.of(tokenOf(Path.of(file.orElseThrow())));
  }

  /** A file that is written anew before its token expires. */
  static String tokenOf(Path file) throws CredentialException {
    try {
      if (Files.size(file) > MAX_TOKEN_BYTES) {
        throw new CredentialException(file + " is too large for a token");
      }
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      throw new CredentialException("the token file " + file + " cannot be read: " + e);
    }
  }

  /** An access key that variables hold. */
  Optional<LoginSecret> accessKey() {
    return key("ENTREPOT_").or(() -> key("AWS_"));
  }

  private Optional<LoginSecret> key(String prefix) {
    // A temporary key needs its session token too, which Basic has no place for.
    if (variable(prefix + "SESSION_TOKEN").isPresent()) {
      return Optional.empty();
    }
    return variable(prefix + "ACCESS_KEY_ID")
        .flatMap(id ->
            variable(prefix + "SECRET_ACCESS_KEY")
                .map(secret -> new LoginSecret(id, secret, Optional.empty())));
  }

  /** The access key of the first profile of a file in the form of AWS's {@code credentials}. */
  static LoginSecret accessKeyOf(Path file) throws CredentialException {
    Optional<String> id = Optional.empty();
    Optional<String> secret = Optional.empty();
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        id = id.or(() -> value(line, "aws_access_key_id"));
        secret = secret.or(() -> value(line, "aws_secret_access_key"));
      }
    } catch (IOException e) {
      throw new CredentialException("the key file " + file + " cannot be read: " + e);
    }
    if (id.isEmpty() || secret.isEmpty()) {
      throw new CredentialException(
          file + " has to hold aws_access_key_id and aws_secret_access_key");
    }
    return new LoginSecret(id.get(), secret.get(), Optional.empty());
  }

  private static Optional<String> value(String line, String name) {
    int equals = line.indexOf('=');
    return equals > 0 && line.substring(0, equals).strip().equals(name)
        ? Optional.of(line.substring(equals + 1).strip())
        : Optional.empty();
  }
}
