package io.entrepot.server.command;

import java.security.SecureRandom;
import java.util.Optional;

/** New passwords: asked for, read, or made. */
final class Passwords {
  static final String RANDOM = "--random";
  static final String STDIN = "--new-password-stdin";

  static final View VIEW =
      (answer, asked, out) -> {
        Optional<String> made = answer.text("Password");
        if (made.isPresent()) {
          out.println("password  " + made.get());
          asked.note("It is shown this once; keep it now.");
        } else {
          out.println(
              Table.printable("the password of user " + asked.required("NAME") + " was set"));
        }
      };

  /** No characters that look alike, and none that a shell or a URL would change. */
  private static final String CHARACTERS =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 6;

  private Passwords() {}

  /** Sets it, whether there was one or not; answers a password that was made here. */
  static Json set(Asked asked) throws ClientException {
    String password = wanted(asked);
    Json body = asked.members().with("Password", password);
    Json answer;
    try {
      answer = asked.iam("UpdateLoginProfile", body);
    } catch (RefusedException e) {
      if (!e.isAbsent()) {
        throw e;
      }
      answer = asked.iam("CreateLoginProfile", body);
    }
    return asked.has(RANDOM) ? answer.with("Password", password) : answer;
  }

  private static String wanted(Asked asked) throws ClientException {
    if (asked.has(RANDOM) && asked.has(STDIN)) {
      throw ClientException.usage(RANDOM + " and " + STDIN + " exclude each other");
    }
    if (asked.has(RANDOM)) {
      return random(new SecureRandom());
    }
    if (asked.has(STDIN)) {
      return asked.in().takePassword(STDIN);
    }
    String password = ask(asked, "New password of " + asked.required("NAME") + ": ");
    if (!password.equals(ask(asked, "Again: "))) {
      throw ClientException.usage("the two passwords differ");
    }
    return password;
  }

  private static String ask(Asked asked, String question) throws ClientException {
    return asked
        .prompt()
        .ask(question)
        .filter(password -> !password.isEmpty())
        .orElseThrow(() ->
            ClientException.usage(
                "no password was given: type it at a terminal, pipe it to "
                    + STDIN
                    + ", or say "
                    + RANDOM));
  }

  /** Digits, both cases and a symbol, with 139 bits of chance. */
  static String random(SecureRandom random) {
    while (true) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
        text.append(i > 0 && i % GROUP_LENGTH == 0 ? "-" : "");
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      String made = text.toString();
      if (made.matches(".*[a-z].*") && made.matches(".*[A-Z].*") && made.matches(".*[0-9].*")) {
        return made;
      }
    }
  }
}
