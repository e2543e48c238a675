package io.entrepot.server.access;

import java.util.Optional;

/** Takes note of what was decided and what came of it: the audit log. Any thread. */
public interface Trail {
  /** Takes no notes. */
  Trail NONE = new Nowhere();

  /** Whether reads that were allowed are wanted too, and those that came without credentials. */
  boolean wantsReads();

  /**
   * Why nothing can be written at this time; empty when it can. Changes are refused meanwhile,
   * since nobody could find out about them.
   */
  Optional<String> fault();

  /**
   * Takes note. Returns for a change when its note is with the operating system, so that whoever is
   * told of the change finds it in the log; blocks for a bounded time.
   */
  void note(AuditEvent event);

  /** No audit log. */
  record Nowhere() implements Trail {
    @Override
    public boolean wantsReads() {
      return false;
    }

    @Override
    public Optional<String> fault() {
      return Optional.empty();
    }

    @Override
    public void note(AuditEvent event) {}
  }
}
