package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecycleRule;

/** Rules in sentences. */
final class Wording {
  private Wording() {}

  static String named(LifecycleRule rule) {
    return "rule " + rule.priority();
  }

  static String acts(LifecycleRule rule) {
    return named(rule)
        + switch (rule.action()) {
          case EXPIRE -> " expires";
          case ARCHIVE -> " archives";
          case KEEP -> " keeps";
        };
  }

  static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
