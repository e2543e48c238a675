package io.entrepot.auth.identity;

/** How many of a thing there may be (IAM user guide, IAM and AWS STS quotas). */
public final class Quotas {
  /** Access keys of one user or root. */
  public static final int ACCESS_KEYS = 2;

  /** Managed policies attached to one user, group or role. */
  public static final int ATTACHED_POLICIES = 10;

  /** Versions of a managed policy. */
  public static final int POLICY_VERSIONS = 5;

  /** Groups that a user is in. */
  public static final int GROUPS_OF_USER = 10;

  /** Client ids of an OIDC provider. */
  public static final int CLIENT_IDS = 100;

  /** Thumbprints of an OIDC provider. */
  public static final int THUMBPRINTS = 5;

  /** Characters of a new password, at least. */
  public static final int SHORTEST_PASSWORD = 8;

  /** Characters of a password, at most. */
  public static final int LONGEST_PASSWORD = 128;

  private Quotas() {}
}
