package io.entrepot.lifecycle.rule;

/**
 * One rule of a policy.
 *
 * @param priority 1 or more; of two rules the one with the lower number comes first
 * @param description in the owner's words, perhaps empty
 */
public record LifecycleRule(
    int priority,
    String description,
    TagSelection tags,
    StorageClass storageClass,
    RuleCount count,
    RuleAction action) {}
