package io.entrepot.server.aws.ecrpublic;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.registry.Addresses;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.Optional;

/**
 * The addresses of public registries.
 *
 * @param host the one that has public repositories alone, if there is any
 */
public record PublicAddresses(Addresses server, Optional<String> host, PublicAliases aliases) {
  /** What docker calls an account's public registry. */
  String registry(Asker asker, AccountId account) {
    return host.orElseGet(() -> server.host(asker, server.first()) + "/public")
        + "/"
        + aliases.primary(account);
  }

  /** What docker calls a repository. */
  String repository(Asker asker, RepositoryKey repository) {
    return registry(asker, new AccountId(repository.registry().account()))
        + "/"
        + repository.name();
  }

  /** The address of a path on this server. */
  String url(Asker asker, String path) {
    return server.of(asker, server.first()) + path;
  }
}
