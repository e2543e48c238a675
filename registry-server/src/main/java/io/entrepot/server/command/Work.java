package io.entrepot.server.command;

/** What a verb does. */
@FunctionalInterface
interface Work {
  /** Does it, and answers in AWS's shape: one object, perhaps without members. */
  Json run(Asked asked) throws ClientException;

  /** One operation with the arguments as its members. */
  static Work call(String service, String operation) {
    return asked -> asked.server().call(service, operation, asked.members());
  }

  static Work iam(String operation) {
    return call("iam", operation);
  }

  /** All pages of a list. */
  static Work pages(String service, String operation, String list) {
    return asked -> asked.server().pages(service, operation, asked.members(), list);
  }

  /**
   * Adds all pages of a further list about the same; when the caller may not see that, it is left
   * out and said so.
   */
  default Work and(String operation, String list) {
    return asked -> {
      Json answer = run(asked);
      try {
        return answer.withAll(asked.server().pages("iam", operation, asked.members(), list));
      } catch (RefusedException e) {
        if (!e.isDenied()) {
          throw e;
        }
        asked.note("entrepot: not all is shown: " + e.sentence());
        return answer;
      }
    };
  }
}
