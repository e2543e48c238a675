package io.entrepot.auth.credential;

/**
 * A secret on its way to the one who may see it once. It shows itself to nobody who does not ask.
 *
 * @param reveal the secret itself
 */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
