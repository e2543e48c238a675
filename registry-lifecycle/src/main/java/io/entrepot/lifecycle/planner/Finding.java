package io.entrepot.lifecycle.planner;

/** How an image stands against the count of a rule that looks at it. */
public sealed interface Finding {
  /** The same for people: a part of a sentence. */
  String sentence();

  /**
   * The rule counts images.
   *
   * @param rank its place among those the rule looks at, 1 for the newest
   * @param most as many as stay
   */
  record Rank(int rank, int most) implements Finding {
    @Override
    public String sentence() {
      return "number " + rank + " from the newest, where " + most + " may stay";
    }
  }

  /**
   * The rule counts days.
   *
   * @param since what they are counted from
   * @param days whole days since then
   * @param most the age that it may have, in days
   */
  record Age(Since since, long days, int most) implements Finding {
    @Override
    public String sentence() {
      return since.past + " " + Wording.days(days) + " ago, where " + most + " may pass";
    }
  }

  /** The rule looks at nothing but tags. */
  record Selected() implements Finding {
    @Override
    public String sentence() {
      return "all that it selects";
    }
  }

  /** The image has no time that the rule could count from. */
  record NoTime() implements Finding {
    @Override
    public String sentence() {
      return "the time that it counts from is not known";
    }
  }

  /** What days are counted from. */
  enum Since {
    PUSHED("pushed"),
    PULLED("last pulled, pushed or restored"),
    ARCHIVED("archived");

    private final String past;

    Since(String past) {
      this.past = past;
    }
  }
}
