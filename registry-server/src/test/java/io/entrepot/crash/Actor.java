package io.entrepot.crash;

import java.io.IOException;

/** One client's doings in one repository. Used by one thread. */
interface Actor {
  /** Does something; an answer that must not be given is an AssertionError. */
  void step() throws IOException, InterruptedException;
}
