package io.entrepot.server.main;

/** The {@code entrepot} command. */
public final class Main {
  private Main() {}

  /** Starts what the first argument names. */
  public static void main(String[] arguments) {
    System.out.println("entrepot " + String.join(" ", arguments));
  }
}
