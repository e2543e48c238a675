package io.entrepot.lifecycle.planner;

import java.util.List;

/**
 * What a policy does with a repository.
 *
 * @param verdicts one for each image: first those that something happens to, in the order in which
 *     it may be carried out (oldest first, but an index before its children and a subject before
 *     its referrers), then those that are kept, oldest first
 */
public record Plan(List<Verdict> verdicts) {
  public Plan {
    verdicts = List.copyOf(verdicts);
  }

  /** Those that something happens to, in their order. */
  public List<Verdict> changes() {
    return verdicts.stream().takeWhile(verdict -> verdict.outcome().rule().isPresent()).toList();
  }
}
