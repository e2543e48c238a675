package io.entrepot.auth.decide;

import io.entrepot.auth.policy.PolicyDocument;

/**
 * A policy where it applies, with the name under which a decision refers to it.
 *
 * @param name a managed policy's ARN, an inline policy's name with its owner's ARN, or what else
 *     tells a reader where to look
 */
public record AttachedPolicy(String name, PolicyDocument document) {}
