package io.entrepot.auth.policy;

/** Where a policy applies, which decides what may stand in it. */
public enum PolicyKind {
  /** Of a user, group or role; a permissions boundary; a session policy. */
  IDENTITY(false, PolicyLimits.IDENTITY_SIZE),
  /** Of a repository: it names principals, and means that repository alone. */
  REPOSITORY(true, PolicyLimits.RESOURCE_SIZE),
  /** Of a registry: it names principals, and repositories by their ARNs. */
  REGISTRY(true, PolicyLimits.RESOURCE_SIZE),
  /** Of a role: it names who may assume it. */
  TRUST(true, PolicyLimits.TRUST_SIZE);

  private final boolean principals;
  private final int size;

  PolicyKind(boolean principals, int size) {
    this.principals = principals;
    this.size = size;
  }

  /** Whether its statements name principals. */
  public boolean namesPrincipals() {
    return principals;
  }

  /** How large it may be, in characters as {@link PolicyLimits} counts them. */
  int size() {
    return size;
  }
}
