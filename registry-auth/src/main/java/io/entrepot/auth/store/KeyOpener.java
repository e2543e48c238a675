package io.entrepot.auth.store;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import java.util.Optional;

/** Opens the secrets of access keys, and tells whose they are. Any thread; may block. */
final class KeyOpener {
  /** A key that nobody has. */
  private static final String NOBODYS = "AKIAXXXXXXXXXXXXXXXX";

  private final Workshop workshop;
  private final Cached cached;
  private final KeyState nobodys;

  KeyOpener(Workshop workshop, Cached cached) {
    this.workshop = workshop;
    this.cached = cached;
    this.nobodys =
        new KeyState(
            "",
            KeyRows.sealed(workshop.masterKey(), NOBODYS, workshop.ids().secretAccessKey()),
            false);
  }

  /**
   * A key that was opened.
   *
   * @param state empty when there is no such key, and the secret is one that nobody has
   */
  record Opened(String id, byte[] secret, Optional<KeyState> state) {}

  /** Opens a key; an unknown one costs what a known one does. */
  Opened open(String id) {
    Optional<KeyState> state = cached.key(id);
    String row = state.isPresent() ? id : NOBODYS;
    byte[] secret =
        workshop.masterKey().unseal(KeyRows.sealedAs(row), state.orElse(nobodys).secret());
    return new Opened(id, secret, state);
  }

  /** Its owner's login; empty when it is unknown or inactive, or its owner is gone. */
  Optional<Login> login(Opened key) {
    return key.state()
        .filter(KeyState::active)
        .flatMap(state -> cached.identity(state.owner()))
        .flatMap(Snapshot::principal)
        .map(principal -> new Login(principal, new Credential.AccessKey(key.id())));
  }
}
