package io.entrepot.auth.token;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.principal.AccountId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The scope of a registry token (distribution, token scope documentation): what was asked for, in
 * one account's registry. What its holder may do there is decided at each request. Immutable.
 *
 * @param account whose registry it was asked for; in another it covers nothing
 * @param repositories the rights on each repository, by name
 * @param catalog whether it covers the list of repositories
 */
public record TokenScope(
    AccountId account, Map<String, Set<RepositoryRight>> repositories, boolean catalog)
    implements Scope {
  /** Most resources of one scope. */
  public static final int MAX_RESOURCES = 50;

  /** Longest text of all scopes together, in characters. */
  public static final int MAX_LENGTH = 4096;

  /** That of a public repository: {@code public/}, an alias of 50 and a name of 205 characters. */
  private static final int MAX_NAME_LENGTH = 263;

  public TokenScope {
    repositories = Map.copyOf(repositories);
  }

  @Override
  public boolean covers(Action action, Resource resource) {
    if (resource instanceof Resource.PublicRepository repository) {
      return holds(publicName(repository), action);
    }
    if (!resource.account().equals(account)) {
      return false;
    }
    if (action == EcrAction.DESCRIBE_REPOSITORIES) {
      return catalog;
    }
    if (!(resource instanceof Resource.Repository repository)) {
      return false;
    }
    return holds(repository.name(), action);
  }

  private boolean holds(String name, Action action) {
    Set<RepositoryRight> held = repositories.get(name);
    if (held == null) {
      return false;
    }
    for (RepositoryRight right : RepositoryRight.anyFor(action)) {
      if (held.contains(right)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a public repository is called in a scope, whoever asks for it by whatever alias: it stands
   * for itself, in whichever account's registry the scope was asked for.
   */
  public static String publicName(Resource.PublicRepository repository) {
    return "public/" + repository.account() + "/" + repository.name();
  }

  /**
   * The same scope with its repositories called by other names.
   *
   * @param names empty for a repository that is to be left out
   * @throws IllegalArgumentException that says so, when its text becomes too long
   */
  public TokenScope renamed(Function<String, Optional<String>> names) {
    Map<String, Set<RepositoryRight>> renamed = new LinkedHashMap<>();
    repositories.forEach((name, rights) ->
        names
            .apply(name)
            .ifPresent(other ->
                renamed
                    .computeIfAbsent(other, n -> EnumSet.noneOf(RepositoryRight.class))
                    .addAll(rights)));
    TokenScope scope = new TokenScope(account, renamed, catalog);
    if (scope.text().length() > MAX_LENGTH) {
      throw tooLong();
    }
    return scope;
  }

  /**
   * Reads scopes as clients ask for them: {@code repository:NAME:pull,push}, {@code
   * registry:catalog:*}; each text may hold several, parted by spaces. Types and actions that are
   * not known here are left out, as the specification wants it.
   *
   * @throws IllegalArgumentException that says what is wrong, for the client
   */
  public static TokenScope parse(AccountId account, List<String> texts) {
    if (texts.stream().mapToInt(String::length).sum() > MAX_LENGTH) {
      throw tooLong();
    }
    Map<String, Set<RepositoryRight>> repositories = new LinkedHashMap<>();
    boolean catalog = false;
    int count = 0;
    for (String text : texts) {
      for (String one : text.split(" ", -1)) {
        if (one.isEmpty()) {
          continue;
        }
        if (++count > MAX_RESOURCES) {
          throw new IllegalArgumentException(
              "a scope names at most " + MAX_RESOURCES + " resources");
        }
        catalog |= read(one, repositories);
      }
    }
    return new TokenScope(account, repositories, catalog);
  }

  /** Adds a repository's rights; tells whether it is the catalog. */
  private static boolean read(String scope, Map<String, Set<RepositoryRight>> repositories) {
    int first = scope.indexOf(':');
    int last = scope.lastIndexOf(':');
    if (first <= 0 || last == first) {
      throw malformed(scope);
    }
    String type = scope.substring(0, first);
    String name = scope.substring(first + 1, last);
    String[] actions = scope.substring(last + 1).split(",", -1);
    if (type.equals("registry")) {
      return name.equals("catalog") && List.of(actions).contains("*");
    }
    // A class in brackets tells images from plugins, which are stored alike.
    if (type.equals("repository") || (type.startsWith("repository(") && type.endsWith(")"))) {
      if (!isName(name)) {
        throw malformed(scope);
      }
      Set<RepositoryRight> rights =
          repositories.computeIfAbsent(name, n -> EnumSet.noneOf(RepositoryRight.class));
      for (String action : actions) {
        if (action.equals("*")) {
          rights.addAll(EnumSet.allOf(RepositoryRight.class));
        }
        RepositoryRight.of(action).ifPresent(rights::add);
      }
    }
    return false;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME_LENGTH
        && name.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '.'
                    || c == '_'
                    || c == '-');
  }

  private static IllegalArgumentException tooLong() {
    return new IllegalArgumentException(
        "all scopes together have at most " + MAX_LENGTH + " characters");
  }

  private static IllegalArgumentException malformed(String scope) {
    return new IllegalArgumentException(
        "a scope is such as repository:team/app:pull,push or registry:catalog:*, not '"
            + scope.substring(0, Math.min(scope.length(), MAX_NAME_LENGTH))
            + "'");
  }

  /**
   * The scope that a client is told to ask for; empty when no scope covers the action.
   *
   * @param names what the client calls a public repository
   */
  public static String asked(
      Action action, Resource resource, Function<Resource.PublicRepository, String> names) {
    if (action == EcrAction.DESCRIBE_REPOSITORIES) {
      return "registry:catalog:*";
    }
    return switch (resource) {
      case Resource.Repository repository -> asked(action, repository.name());
      case Resource.PublicRepository repository -> asked(action, names.apply(repository));
      case Resource.Registry registry -> "";
      case Resource.PublicRegistry registry -> "";
      case Resource.Identity identity -> "";
      case Resource.AssumableRole role -> "";
      case Resource.FederatedUser user -> "";
      case Resource.BuiltInPolicy policy -> "";
      case Resource.Account whole -> "";
    };
  }

  private static String asked(Action action, String repository) {
    return "repository:" + repository + ":" + RepositoryRight.asked(action);
  }

  /** As it is written in a token, and in {@link #parse}'s form. */
  String text() {
    String named =
        repositories.entrySet().stream()
            .map(entry ->
                "repository:"
                    + entry.getKey()
                    + ":"
                    + entry.getValue().stream()
                        .map(RepositoryRight::word)
                        .sorted()
                        .collect(Collectors.joining(",")))
            .sorted()
            .collect(Collectors.joining(" "));
    return catalog ? (named + " registry:catalog:*").strip() : named;
  }
}
