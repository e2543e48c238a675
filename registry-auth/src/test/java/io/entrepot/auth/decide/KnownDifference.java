package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why iam-simulate 0.1.173 may decide otherwise, and what AWS publishes. Each is seen by the test,
 * or it goes from this list.
 */
enum KnownDifference {
  /**
   * It lets a session policy limit what the resource's policy gives to the session itself or to
   * everybody. AWS: an implicit deny in a session policy does not (IAM user guide, Policy
   * evaluation logic, How AWS enforcement code logic evaluates requests, resource-based policies).
   */
  SESSION_LIMITS_A_GRANT_TO_ITSELF {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return ours.allowed() && ours.layer() == Layer.RESOURCE && one.session().isPresent();
    }
  },
  /**
   * Across accounts both refuse, but we tell what the caller's own policies lack before what the
   * resource's policy denies, so that a stranger does not learn of it. AWS: one of several reasons
   * is told (IAM user guide, Troubleshoot access denied error messages).
   */
  OWN_SIDE_IS_TOLD_FIRST {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      boolean far =
          one.principal().account().filter(one.permission().resource().account()::equals).isEmpty();
      return far
          && ours.outcome() == Outcome.IMPLICIT_DENY
          && ours.layer() != Layer.RESOURCE
          && theirs.equals("EXPLICIT_DENY");
    }
  },
  /**
   * It leaves out whoever is listed in any form. AWS: the account must be listed as well, and for a
   * session its role (IAM user guide, IAM JSON policy elements: NotPrincipal).
   */
  NOT_PRINCIPAL_WANTS_THE_ACCOUNT_TOO {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return ours.outcome() == Outcome.EXPLICIT_DENY
          && ours.layer() == Layer.RESOURCE
          && one.policies().contains("NotPrincipal");
    }
  },
  /**
   * It never lets a condition hold in which a variable has no value. AWS: a negated operator holds
   * then (IAM user guide, IAM policy elements: Variables and tags, variables with no value).
   */
  NEGATION_WITH_A_VARIABLE_WITHOUT_VALUE {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().matches("(?s).*(String|Arn)Not.*") && lacksValue(one, one.policies());
    }
  },
  /**
   * It passes over a NotResource in which a variable has no value. AWS leaves it open; we let a
   * Deny deny, see docs/decisions/policy-evaluation.md.
   */
  NOT_RESOURCE_WITH_A_VARIABLE_WITHOUT_VALUE {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      Matcher lists = Pattern.compile("'NotResource':\\[[^]]*]").matcher(one.policies());
      return ours.outcome() == Outcome.EXPLICIT_DENY
          && lists.results().anyMatch(list -> lacksValue(one, list.group()));
    }
  },
  /**
   * To it no address is within 0.0.0.0/0: a shift by 32 bits shifts by none. AWS: ranges are in
   * CIDR notation (IAM user guide, Condition operators, IP address).
   */
  EVERY_ADDRESS {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().contains("0.0.0.0/0");
    }
  },
  /**
   * Its NotIpAddress does not hold for an IPv6 address beside a single IPv4 address, nor if one of
   * several values is like it and another is not. AWS: all addresses but those, values are a NOR
   * (IAM user guide, Conditions with multiple context keys or values).
   */
  NOT_THESE_ADDRESSES {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().contains("NotIpAddress");
    }
  },
  /**
   * To it, no key with several values fulfils a condition without a set operator. AWS asks for set
   * operators and leaves it open; see docs/decisions/policy-evaluation.md.
   */
  SEVERAL_VALUES_WITHOUT_A_SET_OPERATOR {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().contains("aws:TagKeys") && one.values("aws:TagKeys").size() > 1;
    }
  },
  /**
   * It takes ${*} as five characters where there are no wildcards. AWS: it is the character (IAM
   * user guide, IAM policy elements: Variables and tags, special characters).
   */
  ESCAPED_CHARACTERS_WITHOUT_WILDCARDS {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().matches("(?s).*String(Not)?Equals.*")
          && one.policies().contains("b${*}");
    }
  },
  /**
   * It lets ForAnyValue fail for a missing key in spite of IfExists. AWS: IfExists makes the
   * element true then (IAM user guide, Condition operators, ...IfExists).
   */
  ANY_VALUE_IF_EXISTS {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().matches("(?s).*ForAnyValue:\\w+IfExists.*");
    }
  },
  /**
   * Its negated operators do not hold for a value that is no number, or no ARN. AWS leaves it open;
   * see docs/decisions/policy-evaluation.md.
   */
  NEGATION_OF_AN_UNREADABLE_VALUE {
    @Override
    boolean applies(GeneratedCase one, Evaluation ours, String theirs) {
      return one.policies().contains("NumericNotEquals")
          && (one.principalTags().containsValue("high")
              || one.resourceTags().containsValue("high"));
    }
  };

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+:[\\w/]+)}");

  /** Whether it may be the reason in this case. */
  abstract boolean applies(GeneratedCase one, Evaluation ours, String theirs);

  static Set<KnownDifference> of(GeneratedCase one, Evaluation ours, String theirs) {
    Set<KnownDifference> reasons = EnumSet.noneOf(KnownDifference.class);
    for (KnownDifference difference : values()) {
      if (difference.applies(one, ours, theirs)) {
        reasons.add(difference);
      }
    }
    return reasons;
  }

  private static boolean lacksValue(GeneratedCase one, String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .anyMatch(variable -> one.values(variable.group(1)).isEmpty());
  }
}
