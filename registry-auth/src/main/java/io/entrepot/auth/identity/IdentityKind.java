package io.entrepot.auth.identity;

/** What an identity is. */
public enum IdentityKind {
  /** The account itself; there is one, called {@code root}. */
  ROOT("root", "User", "", 0),
  USER("user", "User", "AIDA", NameRules.USER_NAME),
  GROUP("group", "Group", "AGPA", NameRules.GROUP_NAME),
  ROLE("role", "Role", "AROA", NameRules.ROLE_NAME);

  private final String word;
  private final String title;
  private final String idPrefix;
  private final int nameLength;

  IdentityKind(String word, String title, String idPrefix, int nameLength) {
    this.word = word;
    this.title = title;
    this.idPrefix = idPrefix;
    this.nameLength = nameLength;
  }

  /** As it stands in an ARN, and in the database. */
  public String word() {
    return word;
  }

  /** The kind that is written so; an {@link IllegalArgumentException} if there is none. */
  public static IdentityKind of(String word) {
    for (IdentityKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of identity: " + word);
  }

  /** As it begins the names of quotas and messages, such as {@code User}. */
  public String title() {
    return title;
  }

  /** What its unique ids begin with. */
  public String idPrefix() {
    return idPrefix;
  }

  int nameLength() {
    return nameLength;
  }
}
