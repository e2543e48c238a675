package io.entrepot.server.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options and variables that say where the server is and who asks. */
final class Connection {
  static final String ENDPOINT = "--endpoint";
  static final String USERNAME = "--username";
  static final String PASSWORD_STDIN = "--password-stdin";
  static final String CA_FILE = "--ca-file";
  static final String ALLOW_HTTP = "--allow-http";

  private final ParseResult parsed;
  private final Map<String, String> environment;

  Connection(ParseResult parsed, Map<String, String> environment) {
    this.parsed = parsed;
    this.environment = environment;
  }

  static ArgGroupSpec options() {
    return ArgGroupSpec.builder()
        .exclusive(false)
        .validate(false)
        .heading("%nConnection:%n")
        .addArg(
            text(ENDPOINT, "URL", "Default: " + Endpoint.DEFAULT + ". Variable: ENTREPOT_ENDPOINT"))
        .addArg(
            text(
                USERNAME,
                "NAME",
                "A user with a password, or root. Variable: ENTREPOT_USER; its password comes from"
                    + " ENTREPOT_PASSWORD, or is asked for. Default: the access key in"
                    + " ENTREPOT_ACCESS_KEY_ID and ENTREPOT_SECRET_ACCESS_KEY, or in"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"))
        .addArg(flag(PASSWORD_STDIN, "Reads that password from the standard input."))
        .addArg(
            text(
                CA_FILE,
                "FILE",
                "Certificates to trust, in PEM, such as the server's own"
                    + " self-signed one. Variable: ENTREPOT_CA_FILE"))
        .addArg(flag(ALLOW_HTTP, "Sends credentials over plain http to other machines too."))
        .build();
  }

  private static OptionSpec text(String name, String label, String help) {
    return OptionSpec.builder(name).paramLabel(label).type(String.class).description(help).build();
  }

  private static OptionSpec flag(String name, String help) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(help).build();
  }

  /**
   * The server that is meant.
   *
   * @throws ClientException when it is not said, or not said well
   */
  Server server(StandardInput in, Prompt prompt) throws ClientException {
    Endpoint endpoint =
        Endpoint.of(
            option(ENDPOINT).or(() -> variable("ENTREPOT_ENDPOINT")).orElse(Endpoint.DEFAULT),
            parsed.hasMatchedOption(ALLOW_HTTP));
    Trust trust = new Trust(option(CA_FILE).or(() -> variable("ENTREPOT_CA_FILE")).map(Path::of));
    return new HttpCalls(endpoint, credentials(in, prompt), trust);
  }

  private Credentials credentials(StandardInput in, Prompt prompt) throws ClientException {
    Optional<String> named = option(USERNAME);
    boolean stdin = parsed.hasMatchedOption(PASSWORD_STDIN);
    if (named.isEmpty() && !stdin) {
      Optional<Credentials> key = key("ENTREPOT_");
      if (key.isPresent()) {
        return key.get();
      }
    }
    Optional<String> user = named.or(() -> variable("ENTREPOT_USER"));
    if (user.isPresent()) {
      return new Credentials(checked(user.get()), password(user.get(), stdin, in, prompt));
    }
    if (stdin) {
      throw ClientException.usage(PASSWORD_STDIN + " needs " + USERNAME + " or ENTREPOT_USER");
    }
    return key("AWS_")
        .orElseThrow(() ->
            ClientException.usage(
                "who asks? Set ENTREPOT_ACCESS_KEY_ID and ENTREPOT_SECRET_ACCESS_KEY, or give"
                    + " --username; the server's first start printed those of root"));
  }

  private Optional<Credentials> key(String prefix) throws ClientException {
    Optional<String> id = variable(prefix + "ACCESS_KEY_ID");
    Optional<String> secret = variable(prefix + "SECRET_ACCESS_KEY");
    if (id.isPresent() != secret.isPresent()) {
      throw ClientException.usage(
          "of "
              + prefix
              + "ACCESS_KEY_ID and "
              + prefix
              + "SECRET_ACCESS_KEY only one is set; set both or none");
    }
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credentials(checked(id.get()), secret.orElseThrow()));
  }

  private static String checked(String name) throws ClientException {
    if (name.indexOf(':') >= 0) {
      throw ClientException.usage("a user's name has no colon; passwords are not given this way");
    }
    return name;
  }

  private String password(String user, boolean stdin, StandardInput in, Prompt prompt)
      throws ClientException {
    if (stdin) {
      return in.takePassword(PASSWORD_STDIN);
    }
    return variable("ENTREPOT_PASSWORD")
        .or(() -> prompt.ask("Password of " + user + ": "))
        .filter(password -> !password.isEmpty())
        .orElseThrow(() ->
            ClientException.usage(
                "the password of "
                    + user
                    + " is missing: set ENTREPOT_PASSWORD, or pipe it to --password-stdin"));
  }

  private Optional<String> option(String name) {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(name, null));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
