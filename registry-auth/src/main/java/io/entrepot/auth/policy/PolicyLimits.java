package io.entrepot.auth.policy;

/**
 * How large policies may be (IAM user guide, IAM and AWS STS quotas; ECR user guide, service
 * quotas). Sizes are in characters; IAM does not count white space, ECR does.
 */
public final class PolicyLimits {
  /** A repository's or a registry's policy, white space and all. */
  public static final int RESOURCE_SIZE = 10_240;

  /** A managed policy, without white space. */
  public static final int MANAGED_SIZE = 6_144;

  /** All inline policies of a user together, without white space. */
  public static final int USER_INLINE_SIZE = 2_048;

  /** All inline policies of a group together, without white space. */
  public static final int GROUP_INLINE_SIZE = 5_120;

  /** All inline policies of a role together, without white space. */
  public static final int ROLE_INLINE_SIZE = 10_240;

  /** The largest that any policy of an identity may be: the parser's limit, without white space. */
  public static final int IDENTITY_SIZE = ROLE_INLINE_SIZE;

  /** A session policy. */
  public static final int SESSION_SIZE = 2_048;

  /** A role's trust policy, without white space. */
  public static final int TRUST_SIZE = 2_048;

  /** Any document as it comes, white space and all: what IAM's calls take. */
  public static final int DOCUMENT_LENGTH = 131_072;

  /** Deepest nesting of a document's objects and lists. */
  public static final int DEPTH = 16;

  /** Most names, values and ends of objects and lists in a document. */
  public static final int TOKENS = 20_000;

  private PolicyLimits() {}
}
