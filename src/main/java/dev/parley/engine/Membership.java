package dev.parley.engine;

import dev.parley.id.NodeId;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place among the nodes: a lease it must keep, or drop everything it runs.
 *
 * <p>The lease is judged twice. Others see the row's time by the database's clock. We see by our
 * own monotonic clock when the last completed beat was sent, and give up before others may take
 * over.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Nodes nodes;
  private final EngineSettings settings;
  private final Runnable dropEverything;
  private final ReentrantLock beating = new ReentrantLock();
  private volatile NodeId id = NodeId.random();
  private volatile long held;
  private volatile boolean member;
  private boolean left;

  Membership(Nodes nodes, EngineSettings settings, Runnable dropEverything) {
    this.nodes = nodes;
    this.settings = settings;
    this.dropEverything = dropEverything;
  }

  void start(Timer timer) {
    beat();
    var _ = timer.every("beat", settings.beat(), this::beat);
    var _ = timer.every("watch", settings.giveUp().dividedBy(20), this::watch);
  }

  NodeId id() {
    return id;
  }

  /** Whether turns may be begun or gone on with. */
  boolean holds() {
    return member && age().compareTo(settings.giveUp()) < 0;
  }

  /** Whether what was claimed under this name may go on. */
  boolean holdsAs(NodeId name) {
    return holds() && name.equals(id);
  }

  /** How long ago the last completed beat was sent. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - held);
  }

  private void beat() {
    beating.lock();
    try {
      long sent = System.nanoTime();
      if (left) {
        return;
      }
      if (!member) {
        var fresh = NodeId.random();
        nodes.join(fresh, settings.lease());
        id = fresh;
        held = sent;
        member = true;
      } else if (nodes.beat(id, settings.lease())) {
        held = sent;
      } else {
        LOG.warn("node {} was taken for dead; dropping its turns and going on as another", id);
        resign();
      }
    } catch (RuntimeException failed) {
      LOG.warn("node {} could not renew its lease: {}", id, failed.toString());
    } finally {
      beating.unlock();
    }
  }

  private void watch() {
    if (member && age().compareTo(settings.giveUp()) >= 0) {
      LOG.warn("node {} has not renewed its lease for {}; dropping its turns", id, age());
      resign();
    }
  }

  /** From here on this node's claims are nothing; the next beat joins under a new name. */
  private void resign() {
    member = false;
    dropEverything.run();
  }

  void leave() {
    beating.lock();
    try {
      left = true;
      if (member) {
        member = false;
        nodes.leave(id);
      }
    } catch (RuntimeException failed) {
      LOG.warn("node {} could not sign off; its lease runs out by itself", id, failed);
    } finally {
      beating.unlock();
    }
  }
}
