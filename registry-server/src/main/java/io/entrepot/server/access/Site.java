package io.entrepot.server.access;

import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose repositories the paths of a host mean. On every host {@code public/ALIAS/NAME} is the
 * repository of that name in the public registry that has the alias; on a public host {@code
 * ALIAS/NAME} is so too, and on any other host the rest are those of its account's private
 * registry. Immutable.
 *
 * @param account that of the host
 * @param isPublic whether the host has public repositories alone
 */
public record Site(AccountId account, boolean isPublic, PublicAliases aliases) {
  private static final String PUBLIC = "public/";
  private static final String BASE = "/v2/";

  /** A repository, whether it exists or not, and whether it is one of a public registry. */
  public record Named(AccountId account, boolean isPublic, String name) {}

  /** What a name in a path means; empty for a public one of an alias that is nobody's. */
  public Optional<Named> find(String written) {
    boolean prefixed = written.startsWith(PUBLIC);
    if (!prefixed && !isPublic) {
      return Optional.of(new Named(account, false, written));
    }
    int start = prefixed ? PUBLIC.length() : 0;
    int slash = written.indexOf('/', start);
    return slash < 0
        ? Optional.empty()
        : aliases
            .account(written.substring(start, slash))
            .map(owner -> new Named(owner, true, written.substring(slash + 1)));
  }

  /** What the path of a request calls a public repository; by its primary alias if by none. */
  String written(Resource.PublicRepository repository, String path) {
    for (String alias : aliases.of(repository.account())) {
      String name = alias + "/" + repository.name();
      if (isPublic && path.startsWith(BASE + name + "/")) {
        return name;
      }
      if (path.startsWith(BASE + PUBLIC + name + "/")) {
        return PUBLIC + name;
      }
    }
    return PUBLIC + aliases.primary(repository.account()) + "/" + repository.name();
  }

  // Written out because requests compare it all the time; all sites have the same aliases.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Site site
            && isPublic == site.isPublic
            && account.equals(site.account));
  }

  @Override
  public int hashCode() {
    return isPublic ? ~account.hashCode() : account.hashCode();
  }
}
