package io.entrepot.auth.store;

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
  private final KeyOpener keys;
  private final Standings standings;
  private final TemporaryKeys temporary;

  StoredSigningSecrets(KeyOpener keys, Standings standings, TemporaryKeys temporary) {
    this.keys = keys;
    this.standings = standings;
    this.temporary = temporary;
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
    KeyOpener.Opened key = keys.open(id);
    Secret secret = new Secret(new String(key.secret(), StandardCharsets.UTF_8));
    return keys.login(key)
        .map(login ->
            new SigningSecret(secret, login, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private boolean stands(SigningSecret secret) {
    return standings.of(secret.login(), secret.session()) instanceof StandingLookup.Current;
  }
}
