package io.entrepot.auth.store;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.credential.SigningSecret;
import io.entrepot.auth.credential.SigningSecrets;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.credential.Standings;
import io.entrepot.auth.token.TemporaryKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Secrets of stored keys, and of temporary ones, which bring theirs with them. */
final class StoredSigningSecrets implements SigningSecrets {
  private final Workshop workshop;
  private final Cached cached;
  private final Standings standings;
  private final TemporaryKeys temporary;
  private final KeyState nobodys;

  StoredSigningSecrets(
      Workshop workshop, Cached cached, Standings standings, TemporaryKeys temporary) {
    this.workshop = workshop;
    this.cached = cached;
    this.standings = standings;
    this.temporary = temporary;
    this.nobodys = KeyState.nobodys(workshop);
  }

  @Override
  public Optional<SigningSecret> find(String accessKeyId, Optional<String> sessionToken) {
    boolean brought = accessKeyId.startsWith(TemporaryKeys.PREFIX);
    if (brought != sessionToken.isPresent()) {
      return Optional.empty();
    }
    return (brought ? temporary(accessKeyId, sessionToken.get()) : stored(accessKeyId))
        .filter(secret -> stands(secret));
  }

  private Optional<SigningSecret> temporary(String id, String sessionToken) {
    return temporary
        .open(id, sessionToken)
        .flatMap(opened ->
            opened
                .content()
                .login()
                .map(login ->
                    new SigningSecret(
                        opened.secret(),
                        login,
                        opened.content().session(),
                        Optional.of(opened.content().issued()),
                        Optional.of(opened.content().expires()))));
  }

  private Optional<SigningSecret> stored(String id) {
    Optional<KeyState> known = cached.key(id);
    String row = known.isPresent() ? id : KeyState.NOBODYS;
    byte[] opened =
        workshop.masterKey().unseal(KeyRows.sealedAs(row), known.orElse(nobodys).secret());
    Secret secret = new Secret(new String(opened, StandardCharsets.UTF_8));
    return known
        .filter(KeyState::active)
        .flatMap(key -> cached.identity(key.owner()))
        .flatMap(Snapshot::principal)
        .map(principal ->
            new SigningSecret(
                secret,
                new Login(principal, new Credential.AccessKey(id)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private boolean stands(SigningSecret secret) {
    return standings.of(secret.login(), secret.session()) instanceof StandingLookup.Current;
  }
}
