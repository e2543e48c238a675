package io.entrepot.server.access;

import java.util.List;

/** Tells actions that only read from those that change something, by AWS's way of naming them. */
public final class ReadActions {
  private static final List<String> VERBS =
      List.of("Get", "List", "Describe", "BatchGet", "BatchCheck", "Simulate");

  private ReadActions() {}

  /**
   * Whether it only reads. What is named in no known way is taken for a change.
   *
   * @param action such as {@code ecr:PutImage}
   */
  public static boolean isRead(String action) {
    int name = action.indexOf(':') + 1;
    for (String verb : VERBS) {
      if (action.startsWith(verb, name)) {
        return true;
      }
    }
    return false;
  }
}
