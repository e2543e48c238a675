package io.entrepot.auth.identity;

/**
 * How much of what an account has.
 *
 * @param policies managed ones of its own
 * @param versionsInUse versions of these policies
 * @param providers of identities
 * @param rootKeys access keys of its root
 */
public record AccountSummary(
    long users,
    long groups,
    long roles,
    long policies,
    long versionsInUse,
    long providers,
    long rootKeys) {}
