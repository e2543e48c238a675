package io.entrepot.server.observe.audit;

import io.entrepot.auth.decide.Evaluation;

/** Decisions in the words of IAM's simulation. */
final class DecisionWords {
  private DecisionWords() {}

  static String outcome(Evaluation.Outcome outcome) {
    return switch (outcome) {
      case ALLOWED -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }

  static String layer(Evaluation.Layer layer) {
    return switch (layer) {
      case ROOT -> "account root";
      case IDENTITY -> "identity-based policy";
      case RESOURCE -> "resource-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
      case TRUST -> "role trust policy";
      case SCOPE -> "scope of the credential";
      case OPENNESS -> "open server";
    };
  }
}
