package io.entrepot.server.aws.registry;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import java.net.URI;
import java.util.Optional;

/**
 * The addresses of one server.
 *
 * @param first the account whose registry the server's own address means
 * @param external that address; empty: what each client calls it
 */
public record Addresses(AccountId first, Optional<URI> external) {
  /** That of an account's registry, with its scheme and without a slash at the end. */
  public String of(Asker asker, AccountId account) {
    if (external.isPresent() && account.equals(first)) {
      return external.get().toString().replaceFirst("/+$", "");
    }
    String host = asker.host().isEmpty() ? "localhost" : asker.host();
    return (asker.secure() ? "https://" : "http://") + host;
  }

  /** The same without its scheme, as docker writes it. */
  public String host(Asker asker, AccountId account) {
    return of(asker, account).replaceFirst("^[a-z]+://", "");
  }
}
