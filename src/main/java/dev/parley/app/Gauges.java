package dev.parley.app;

import dev.parley.browser.Browsers.Load;
import dev.parley.engine.Turns;
import dev.parley.postgres.Database;
import dev.parley.telemetry.Metrics;
import dev.parley.telemetry.Metrics.Label;
import java.util.function.Supplier;

/** The values of a server that are read when somebody asks for metrics. */
record Gauges(Metrics metrics, Database database, Turns turns) {
  void watch(Queue queue, Supplier<Load> browsers) {
    turns(queue);
    browsers(browsers);
    connections();
  }

  private void turns(Queue queue) {
    metrics.gauge(
        "parley.turns.queued", "Turns that wait for a node to run them", queue::unclaimed);
    metrics.gauge("parley.turns.waiting", "Turns that wait for somebody", queue::waiting);
    metrics.gauge("parley.turns.running", "Turns under way on this node", turns::underWay);
    metrics.gauge(
        "parley.lease.age.seconds",
        "Time since this node's lease was renewed",
        () -> turns.leaseAge().toMillis() / 1000.0);
  }

  private void browsers(Supplier<Load> load) {
    metrics.gauge("parley.browsers.running", "Browsers running", () -> load.get().browsers());
    String sessions = "parley.browser.sessions";
    String what = "Browser sessions, by whether they are open, wait for a place, or are kept ready";
    metrics.gauge(sessions, what, new Label("state", "open"), () -> load.get().sessions());
    metrics.gauge(sessions, what, new Label("state", "waiting"), () -> load.get().waiting());
    metrics.gauge(sessions, what, new Label("state", "warm"), () -> load.get().warm());
  }

  private void connections() {
    database.onConnected(metrics::connected);
    String name = "parley.database.connections";
    String what = "Connections of the database's pool, in use or free";
    metrics.gauge(name, what, new Label("state", "active"), () -> database.connections().active());
    metrics.gauge(name, what, new Label("state", "idle"), () -> database.connections().idle());
    metrics.gauge(
        "parley.database.connections.limit",
        "How many connections there may be",
        () -> database.connections().most());
    metrics.gauge(
        "parley.database.connections.pending",
        "Threads that wait for a connection",
        () -> database.connections().pending());
  }
}
