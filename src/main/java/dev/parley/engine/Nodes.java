package dev.parley.engine;

import dev.parley.id.NodeId;
import java.time.Duration;
import java.util.function.Consumer;

/** The rows by which nodes know of each other, and the hints they send. */
public interface Nodes {
  /** Adds a node whose lease runs for so long. */
  void join(NodeId node, Duration lease);

  /** Extends the lease; false if the node's row is gone. Gives up well before the lease ends. */
  boolean beat(NodeId node, Duration lease);

  /** Removes a node; its turns are free at once. */
  void leave(NodeId node);

  /** Removes all nodes: at the start of a server that is alone on its database. */
  void clear();

  /** Tells a node that something happened to one of its turns; a hint that may be lost. */
  void hint(NodeId node);

  /** Calls back for every hint to a node; until closed. */
  AutoCloseable listen(Consumer<NodeId> listener);
}
