package io.entrepot.auth.store;

/**
 * What a login by an access key depends on.
 *
 * @param owner the id of its identity
 * @param secret sealed
 */
record KeyState(String owner, byte[] secret, boolean active) {
  /** A key that nobody has; an unknown one costs what opening its secret costs. */
  static final String NOBODYS = "AKIAXXXXXXXXXXXXXXXX";

  static KeyState nobodys(Workshop workshop) {
    byte[] sealed = KeyRows.sealed(workshop.masterKey(), NOBODYS, workshop.ids().secretAccessKey());
    return new KeyState("", sealed, false);
  }

  @Override
  public String toString() {
    return "KeyState[owner=" + owner + ", active=" + active + "]";
  }
}
