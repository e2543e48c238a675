package io.entrepot.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * What one client pushed to a repository whose policy keeps the newest three, or brought back there
 * after it had expired, which counts as a push. One thread.
 */
final class KeptImages {
  static final int KEPT = 3;

  /** A push or a return, which may be unanswered; then it may have come to nothing. */
  private record Push(String digest, boolean acknowledged) {}

  final String repository;
  private final List<Push> pushes = new ArrayList<>();

  KeptImages(String repository) {
    this.repository = repository;
  }

  /** How many there were. */
  int count() {
    return pushes.size();
  }

  void mayPush(String digest) {
    pushes.add(new Push(digest, false));
  }

  /** The last push was answered. */
  void pushed() {
    pushes.add(new Push(pushes.removeLast().digest(), true));
  }

  /** The last push came to nothing. */
  void refused() {
    pushes.removeLast();
  }

  /** Those that no rule may take, whatever came of the pushes that were not answered. */
  List<String> kept() {
    return pushes.subList(Math.max(0, pushes.size() - KEPT), pushes.size()).stream()
        .filter(Push::acknowledged)
        .map(Push::digest)
        .toList();
  }
}
