package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.auth.principal.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identity providers whose tokens an account's roles may trust. Any thread; calls block. */
public final class OidcProviders {
  private final Workshop workshop;

  OidcProviders(Workshop workshop) {
    this.workshop = workshop;
  }

  public OidcProvider create(NewOidcProvider provider) {
    return workshop
        .database()
        .change(sql -> {
          IdentityRows.requireAccount(sql, provider.account());
          OidcRows.insert(sql, provider, workshop.now());
          TagRows.put(sql, provider.arn(), provider.tags());
          return OidcRows.find(sql, provider.arn()).orElseThrow();
        });
  }

  /** A provider of this account, or {@link IdentityFailure.NoSuchEntity}. */
  public OidcProvider get(AccountId account, String arn) {
    return workshop.database().read(sql -> require(sql, account, arn));
  }

  /** The account's provider with exactly this issuer. */
  public Optional<OidcProvider> byIssuer(AccountId account, String issuer) {
    return NewOidcProvider.arn(account, issuer)
        .flatMap(arn -> workshop.database().read(sql -> OidcRows.find(sql, arn)))
        .filter(provider -> provider.url().equals(issuer));
  }

  /** All of an account, in order of their ARNs. */
  public List<OidcProvider> list(AccountId account) {
    return workshop.database().read(sql -> OidcRows.list(sql, account));
  }

  /** Deletes a provider; sessions that were begun with its tokens end. */
  public void delete(AccountId account, String arn) {
    change(account, arn, (sql, provider) -> OidcRows.delete(sql, arn));
  }

  /** Accepts tokens for another client; nothing happens when they are accepted. */
  public void addClientId(AccountId account, String arn, String clientId) {
    change(
        account,
        arn,
        (sql, provider) -> {
          NewOidcProvider with = provider.toNew().withClientId(clientId);
          OidcRows.setValues(sql, OidcRows.CLIENT, arn, with.clientIds());
        });
  }

  public void removeClientId(AccountId account, String arn, String clientId) {
    change(
        account,
        arn,
        (sql, provider) ->
            OidcRows.setValues(
                sql,
                OidcRows.CLIENT,
                arn,
                provider.clientIds().stream().filter(id -> !id.equals(clientId)).toList()));
  }

  public void updateThumbprints(AccountId account, String arn, List<String> thumbprints) {
    NewOidcProvider.checkThumbprints(thumbprints);
    change(
        account,
        arn,
        (sql, provider) -> OidcRows.setValues(sql, OidcRows.THUMBPRINT, arn, thumbprints));
  }

  /** Sets some tags beside those that are there. */
  public void tag(AccountId account, String arn, Map<String, String> tags) {
    change(account, arn, (sql, provider) -> TagRows.put(sql, arn, tags));
  }

  /** Removes tags by their keys. */
  public void untag(AccountId account, String arn, Collection<String> keys) {
    change(account, arn, (sql, provider) -> TagRows.remove(sql, arn, keys));
  }

  /** Changes something of a provider. */
  @FunctionalInterface
  private interface Change {
    void make(Sql sql, OidcProvider provider);
  }

  private void change(AccountId account, String arn, Change change) {
    workshop
        .database()
        .change(sql -> {
          change.make(sql, require(sql, account, arn));
          return true;
        });
  }

  private static OidcProvider require(Sql sql, AccountId account, String arn) {
    return OidcRows.find(sql, arn)
        .filter(provider -> provider.account().equals(account))
        .orElseThrow(() ->
            new IdentityFailure.NoSuchEntity("OpenIDConnect Provider not found for arn " + arn)
                .exception());
  }
}
