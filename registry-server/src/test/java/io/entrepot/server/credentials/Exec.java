package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.ToIntFunction;

/** What a program that was started with this input ended with. */
record Exec(int code, String out, String err) {
  static Exec of(String input, ToIntFunction<Streams> program) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        program.applyAsInt(
            new Streams(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)));
    return new Exec(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
