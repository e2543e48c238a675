package io.entrepot.lifecycle.rule;

import java.util.List;

/**
 * Reads how many images a rule leaves or how old it lets them be, and what it does with the rest.
 */
final class CountReader {
  /** Least days in the archive before an image may be deleted (ECR user guide, countNumber). */
  private static final int LEAST_ARCHIVED_DAYS = 90;

  private static final String TYPE = "countType";
  private static final String NUMBER = "countNumber";
  private static final String UNIT = "countUnit";
  private static final String KEEP = "keep";

  static final List<String> MEMBERS = List.of(TYPE, NUMBER, UNIT);

  /** Beyond ECR, like all that keeps. */
  private static final List<String> KEEPING_TYPES =
      List.of("newestImages", "pushedWithin", "pulledWithin");

  private static final List<String> ACTING_TYPES =
      List.of(
          "imageCountMoreThan",
          "sinceImagePushed",
          "sinceImagePulled",
          "sinceImageTransitioned",
          // Beyond ECR.
          "sinceImageLastPulled");

  private final PolicyObject rule;
  private final PolicyObject selection;
  private final PolicyObject action;
  private final boolean keeps;

  CountReader(PolicyObject rule) {
    this.rule = rule;
    selection = rule.object("selection");
    action = rule.object("action");
    keeps =
        action.text("type").filter(KEEP::equals).isPresent()
            && selection.text(TYPE).map(KEEPING_TYPES::contains).orElse(true);
  }

  /** What the selection must have of a count. */
  List<String> required() {
    return keeps ? List.of() : List.of(TYPE, NUMBER);
  }

  RuleCount count() {
    if (keeps && !selection.has(TYPE)) {
      if (selection.has(NUMBER) || selection.has(UNIT)) {
        throw selection.missing(TYPE);
      }
      return new RuleCount.All();
    }
    String type = selection.oneOf(TYPE, keeps ? KEEPING_TYPES : ACTING_TYPES);
    if (!selection.has(NUMBER)) {
      throw selection.missing(NUMBER);
    }
    if (type.equals("imageCountMoreThan") || type.equals("newestImages")) {
      if (selection.has(UNIT)) {
        throw selection.wrong(UNIT, type + " counts images and has no countUnit");
      }
      return new RuleCount.Images(selection.number(NUMBER, 1));
    }
    if (!selection.has(UNIT)) {
      throw selection.missing(UNIT);
    }
    selection.oneOf(UNIT, List.of("days"));
    return switch (type) {
      case "sinceImagePushed", "pushedWithin" ->
          new RuleCount.SincePushed(selection.number(NUMBER, 1));
      case "sinceImageTransitioned" ->
          new RuleCount.SinceTransitioned(selection.number(NUMBER, LEAST_ARCHIVED_DAYS));
      default -> new RuleCount.SincePulled(selection.number(NUMBER, 1));
    };
  }

  RuleAction action() {
    action.requireMembers(List.of("type"), List.of("targetStorageClass"));
    RuleAction read = keeps ? RuleAction.KEEP : acting();
    if (read != RuleAction.ARCHIVE) {
      if (action.has("targetStorageClass")) {
        throw action.wrong(
            "targetStorageClass", "what expires or is kept has no targetStorageClass");
      }
      return read;
    }
    if (!action.has("targetStorageClass")) {
      throw action.missing("targetStorageClass");
    }
    action.oneOf("targetStorageClass", List.of("archive"));
    return read;
  }

  private RuleAction acting() {
    return action.oneOf("type", List.of("expire", "transition")).equals("expire")
        ? RuleAction.EXPIRE
        : RuleAction.ARCHIVE;
  }

  StorageClass storageClass(RuleCount count) {
    boolean archive =
        selection.has("storageClass")
            && selection.oneOf("storageClass", List.of("standard", "archive")).equals("archive");
    if (!keeps && archive != count instanceof RuleCount.SinceTransitioned) {
      throw selection.wrong(
          "the storageClass archive goes with the countType sinceImageTransitioned, and with no"
              + " other");
    }
    return archive ? StorageClass.ARCHIVE : StorageClass.STANDARD;
  }

  /** Not every count goes with every action. */
  void requireTogether(RuleAction read) {
    if (keeps) {
      return;
    }
    String type = selection.text(TYPE).orElse("");
    if (type.equals("sinceImagePulled") && read != RuleAction.ARCHIVE) {
      throw rule.wrong("the countType sinceImagePulled goes with the action transition alone");
    }
    if (type.equals("sinceImageTransitioned") && read != RuleAction.EXPIRE) {
      throw rule.wrong("the countType sinceImageTransitioned goes with the action expire alone");
    }
    if (type.equals("sinceImageLastPulled") && read != RuleAction.EXPIRE) {
      throw rule.wrong("the countType sinceImageLastPulled goes with the action expire alone");
    }
  }
}
