package dev.parley.engine;

import dev.parley.id.NodeId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** Real node rows whose beats a test can hold up, and whose hints it can lose. */
@NullMarked
final class FreezableNodes implements Nodes {
  private final Nodes real;
  private final boolean deaf;
  private volatile CountDownLatch thawed = new CountDownLatch(0);

  FreezableNodes(Nodes real, boolean deaf) {
    this.real = real;
    this.deaf = deaf;
  }

  void freeze() {
    thawed = new CountDownLatch(1);
  }

  void thaw() {
    thawed.countDown();
  }

  @Override
  public void join(NodeId node, Duration lease) {
    Hold.await(thawed);
    real.join(node, lease);
  }

  @Override
  public boolean beat(NodeId node, Duration lease) {
    Hold.await(thawed);
    return real.beat(node, lease);
  }

  @Override
  public void leave(NodeId node) {
    real.leave(node);
  }

  @Override
  public void clear() {
    real.clear();
  }

  @Override
  public void hint(NodeId node) {
    real.hint(node);
  }

  @Override
  public AutoCloseable listen(Consumer<NodeId> listener) {
    return deaf ? () -> {} : real.listen(listener);
  }
}
