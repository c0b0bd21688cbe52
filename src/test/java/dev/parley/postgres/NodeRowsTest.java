package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.NodeId;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeRowsTest {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final DatabaseAddress address = TestDatabase.fresh();
  private final Database database = Database.open(address, 4);
  private final NodeRows nodes = new NodeRows(database, address);
  private final NodeId node = NodeId.random();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void beatsAsLongAsItsRowIsThere() {
    nodes.join(node, LEASE);
    assertThat(nodes.beat(node, LEASE)).isTrue();
    nodes.clear();
    assertThat(nodes.beat(node, LEASE)).isFalse();
    nodes.join(node, LEASE);
    nodes.leave(node);
    assertThat(nodes.beat(node, LEASE)).isFalse();
  }

  @Test
  void adoptionRemovesNodesWhoseLeaseHasLapsed() {
    var dead = NodeId.random();
    nodes.join(node, LEASE);
    nodes.join(dead, Duration.ZERO);
    var journal = new TurnRows(database, new DatabaseClock(database));
    assertThat(journal.adopt(node, 10)).isEmpty();
    assertThat(nodes.beat(dead, LEASE)).isFalse();
    assertThat(nodes.beat(node, LEASE)).isTrue();
  }

  @Test
  void hearsHintsUntilItIsClosed() throws Exception {
    var heard = new LinkedBlockingQueue<NodeId>();
    try (var _ = nodes.listen(heard::add)) {
      // The channel opens in its own time; hints sent before are lost, as hints may be.
      NodeId first = null;
      for (int i = 0; first == null && i < 200; i++) {
        nodes.hint(node);
        first = heard.poll(50, TimeUnit.MILLISECONDS);
      }
      assertThat(first).isEqualTo(node);
    }
    heard.clear();
    nodes.hint(node);
    assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }
}
