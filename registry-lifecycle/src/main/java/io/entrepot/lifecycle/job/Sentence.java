package io.entrepot.lifecycle.job;

/** Texts as rows keep them: one line, of a bounded length. */
final class Sentence {
  /** Characters of a message, and of the name of whoever asked. */
  static final int MAX_LENGTH = 500;

  private Sentence() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** What went wrong; the trace is for the log. */
  static String of(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return of(message == null ? kind : kind + ": " + message);
  }
}
