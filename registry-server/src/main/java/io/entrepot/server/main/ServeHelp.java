package io.entrepot.server.main;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The help of {@code serve}, which itself is {@link Serve}. */
final class ServeHelp implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("serve");
    SettingOptions.addTo(spec);
    spec.usageMessage()
        .header("Serves the registry.")
        .description(
            "",
            "Serves until SIGTERM or SIGINT, then lets running transfers end. The first start makes"
                + " an account and prints its root's credentials once. With --open nobody is asked"
                + " who they are; it then listens on loopback addresses only, unless"
                + " --open=network says that everybody on the network may push, pull and delete.",
            "",
            "An option wins over its environment variable, that over the file, and that over the"
                + " default.")
        .footer(
            "",
            "Examples:",
            "  entrepot serve",
            "  entrepot serve --data /var/lib/entrepot --listen 127.0.0.1:8080",
            "  entrepot serve --tls self-signed --log-format json",
            "  entrepot serve --open=network --listen 0.0.0.0:5000",
            "  ENTREPOT_ACCESS_LOG=off entrepot serve --config /etc/entrepot.yaml",
            "  ENTREPOT_JAVA_OPTS=-Xmx1g entrepot serve");
    return spec;
  }

  @Override
  public int run(ParseResult parsed) {
    throw new IllegalStateException("serve does not come here");
  }
}
