package io.entrepot.auth.store;

/**
 * What a login by an access key depends on.
 *
 * @param owner the id of its identity
 * @param secret sealed
 */
record KeyState(String owner, byte[] secret, boolean active) {
  @Override
  public String toString() {
    return "KeyState[owner=" + owner + ", active=" + active + "]";
  }
}
