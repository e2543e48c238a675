package io.entrepot.server.main;

import io.entrepot.server.config.ConfigException;
import io.entrepot.server.credentials.DockerCredentials;
import io.entrepot.server.credentials.KubeletProvider;
import java.util.Arrays;
import java.util.List;

/**
 * The {@code entrepot} command. {@code serve} and what kubelet and docker start take paths of their
 * own, without the command line library, which would cost a good part of the time to start.
 */
public final class Main {
  /** Done, or serving. */
  static final int OK = 0;

  /** It was asked for well and did not work. */
  static final int FAILURE = 1;

  /** It was not asked for well: arguments, environment or configuration. */
  static final int USAGE = 2;

  private Main() {}

  /** Does what the first argument names; exits with 0, 1 (failure) or 2 (usage). */
  public static void main(String[] arguments) {
    int code = run(Arrays.asList(arguments));
    if (code != OK) {
      System.exit(code);
    }
  }

  private static int run(List<String> arguments) {
    try {
      if (isServe(arguments)) {
        Serve.start(arguments.subList(1, arguments.size()), System.getenv());
        return OK;
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals(KubeletProvider.COMMAND)) {
        return KubeletProvider.run(arguments.subList(1, arguments.size()), System.getenv());
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals(DockerCredentials.COMMAND)) {
        return DockerCredentials.run(
            arguments.subList(1, arguments.size()), System.getenv(), VersionCommand.version());
      }
      return Commands.run(arguments);
    } catch (ConfigException e) {
      return refuse(e, USAGE);
    } catch (StartException e) {
      return refuse(e, FAILURE);
    }
  }

  private static boolean isServe(List<String> arguments) {
    return !arguments.isEmpty()
        && arguments.getFirst().equals("serve")
        && !arguments.contains("--help")
        && !arguments.contains("-h");
  }

  private static int refuse(Exception why, int code) {
    System.err.println("entrepot: " + why.getMessage());
    return code;
  }
}
