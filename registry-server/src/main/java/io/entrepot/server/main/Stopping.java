package io.entrepot.server.main;

import io.entrepot.server.netty.NettyServer;
import io.entrepot.server.observe.LogSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM and SIGINT start: no new requests, running ones end, then everything is closed in
 * turn and the process exits with 0.
 */
final class Stopping implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

  private final NettyServer registry;
  private final Optional<NettyServer> management;
  private final Readiness readiness;
  private final Duration grace;

  /** Closed in this order, once nothing is served any more. */
  private final List<AutoCloseable> rooms;

  Stopping(
      NettyServer registry,
      Optional<NettyServer> management,
      Readiness readiness,
      Duration grace,
      List<AutoCloseable> rooms) {
    this.registry = registry;
    this.management = management;
    this.readiness = readiness;
    this.grace = grace;
    this.rooms = new ArrayList<>(rooms);
  }

  @Override
  public void run() {
    readiness.stop();
    LOG.info("stopping; running transfers have {} s to end", grace.toSeconds());
    boolean clean = stopServing();
    management.ifPresent(NettyServer::close);
    for (AutoCloseable room : rooms) {
      clean &= close(room);
    }
    LOG.info("stopped");
    LogSetup.stop();
    Runtime.getRuntime().halt(clean ? Main.OK : Main.FAILURE);
  }

  private boolean stopServing() {
    try {
      boolean ended = registry.stop(grace);
      if (!ended) {
        LOG.warn("some transfers were cut off: their time was up");
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One room's failure must not keep the others open. */
  private static boolean close(AutoCloseable room) {
    try {
      room.close();
      return true;
    } catch (Exception e) {
      LOG.error("{} could not be closed", room.getClass().getSimpleName(), e);
      return false;
    }
  }
}
