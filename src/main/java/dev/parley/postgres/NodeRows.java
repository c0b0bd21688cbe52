package dev.parley.postgres;

import dev.parley.engine.Nodes;
import dev.parley.id.NodeId;
import dev.parley.id.StrictUuid;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes in rows, and the channel on which they send each other hints.
 *
 * <p>Beats go over a connection of their own with a short socket time-out, so that a full pool or a
 * slow statement cannot cost a node its lease, and a dead network is noticed in time.
 */
public final class NodeRows implements Nodes {
  private static final Logger LOG = LoggerFactory.getLogger(NodeRows.class);
  private static final String CHANNEL = "parley";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DatabaseAddress address;
  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection own;

  public NodeRows(Database database, DatabaseAddress address) {
    this.database = database;
    this.address = address;
  }

  @Override
  public void join(NodeId node, Duration lease) {
    int _ =
        update(
            "insert into node (id, lease_until) values (?, clock_timestamp() + make_interval(secs => ?))",
            node.value(),
            seconds(lease));
  }

  @Override
  public boolean beat(NodeId node, Duration lease) {
    return update(
            "update node set lease_until = clock_timestamp() + make_interval(secs => ?) where id = ?",
            seconds(lease),
            node.value())
        > 0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private int update(String sql, Object... values) {
    lock.lock();
    try {
      var connection = own;
      if (connection == null) {
        connection = connect(Duration.ofSeconds(3));
        own = connection;
      }
      try (var statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        return statement.executeUpdate();
      }
    } catch (SQLException failed) {
      closeOwn();
      throw new IllegalStateException("the node's row could not be written", failed);
    } finally {
      lock.unlock();
    }
  }

  private void closeOwn() {
    var connection = own;
    own = null;
    if (connection != null) {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      LOG.debug("a connection was gone before it was closed", gone);
    }
  }

  private Connection connect(Duration socketTimeout) throws SQLException {
    var properties = new Properties();
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", Long.toString(socketTimeout.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "parley-node");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  @Override
  public void leave(NodeId node) {
    int _ = update("delete from node where id = ?", node.value());
    lock.lock();
    try {
      closeOwn();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear() {
    database.jdbi().useHandle(handle -> handle.execute("delete from node"));
  }

  @Override
  public void hint(NodeId node) {
    try {
      database
          .jdbi()
          .useHandle(handle -> handle.execute("select pg_notify(?, ?)", CHANNEL, node.toString()));
    } catch (RuntimeException failed) {
      LOG.debug("a hint was not sent; the other node finds out at its next look", failed);
    }
  }

  @Override
  public AutoCloseable listen(Consumer<NodeId> listener) {
    var open = new AtomicReference<@Nullable Connection>();
    var thread =
        Thread.ofPlatform()
            .daemon()
            .name("engine-hints")
            .start(() -> listenUntilInterrupted(listener, open));
    return () -> {
      thread.interrupt();
      var connection = open.get();
      if (connection != null) {
        connection.abort(Runnable::run);
      }
      thread.join(Duration.ofSeconds(2));
    };
  }

  private void listenUntilInterrupted(
      Consumer<NodeId> listener, AtomicReference<@Nullable Connection> open) {
    while (!Thread.currentThread().isInterrupted()) {
      try (var connection = connect(Duration.ZERO);
          var statement = connection.createStatement()) {
        open.set(connection);
        statement.execute("listen " + CHANNEL);
        var channel = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
          for (var hint : channel.getNotifications((int) PAUSE.toMillis())) {
            StrictUuid.parse(hint.getParameter()).map(NodeId::new).ifPresent(listener);
          }
        }
      } catch (SQLException broken) {
        LOG.debug("the hint channel broke; connecting again", broken);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
