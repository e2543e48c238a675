package io.entrepot.server.aws;

import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation with its input read: what the caller needs, and what is done once that is granted.
 * One that needs nothing has to say so.
 */
public final class Call {
  private final List<Permission> needs;
  private final Function<Grant, Tree.Members> work;

  private Call(List<Permission> needs, Function<Grant, Tree.Members> work) {
    this.needs = List.copyOf(needs);
    this.work = work;
  }

  /** Begins a call that whoever asks may make, whatever policies say: it tells them of them. */
  public static Needing needingNothing() {
    return new Needing(List.of());
  }

  /** Begins a call that needs this. */
  public static Needing needing(Permission permission) {
    return new Needing(List.of(permission));
  }

  /** Begins a call that needs all of these, which are some. */
  public static Needing needing(List<Permission> permissions) {
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException("a call that needs nothing has to say so");
    }
    return new Needing(permissions);
  }

  /** All of these have to be granted. */
  public List<Permission> needs() {
    return needs;
  }

  /** Does it; may block. The grant is one for all that is needed. */
  Tree.Members work(Grant grant) {
    return work.apply(grant);
  }

  /** What a call needs, while it waits for its work. */
  public static final class Needing {
    private final List<Permission> needs;

    private Needing(List<Permission> needs) {
      this.needs = needs;
    }

    /** Something more. */
    public Needing and(Permission permission) {
      List<Permission> more = new ArrayList<>(needs);
      more.add(permission);
      return new Needing(more);
    }

    /** Gives what this supplies. */
    public Call gives(Supplier<Tree.Members> work) {
      return new Call(needs, grant -> work.get());
    }

    /** Gives what comes of the grant, which more may be asked of. */
    public Call asks(Function<Grant, Tree.Members> work) {
      return new Call(needs, work);
    }

    /** Does this, and has nothing to tell. */
    public Call does(Runnable work) {
      return gives(() -> {
        work.run();
        return Tree.Members.NONE;
      });
    }
  }
}
