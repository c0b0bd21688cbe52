package dev.parley.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends requests over many connections and notes how long the answers take.
 *
 * <p>One thread for all connections, requests made beforehand: it shares the machine with what it
 * measures. A connection that is late to be looked at counts against the server.
 */
final class Load implements AutoCloseable {
  /** How long the last answers may take after no more requests are sent. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

  /**
   * What to send.
   *
   * @param requests whole requests; connection i sends those at i, i + connections, … in rotation,
   *     so that no two connections ever send the same one
   * @param interval between two requests of all connections together; zero: as soon as one is free
   * @param unmeasured the first part of the length, in which nothing is noted
   */
  record Plan(
      List<byte[]> requests,
      int connections,
      Duration length,
      Duration interval,
      Duration unmeasured) {
    Plan {
      requests = List.copyOf(requests);
      if (requests.isEmpty() || requests.size() % connections != 0) {
        throw new IllegalArgumentException("as many requests for each connection");
      }
    }

    /** Every connection sends its next request when it has its answer. */
    Plan(List<byte[]> requests, int connections, Duration length) {
      this(requests, connections, length, Duration.ZERO, Duration.ZERO);
    }

    byte[] request(int connection, int turn) {
      int each = requests.size() / connections;
      return requests.get(connection + turn % each * connections);
    }
  }

  /**
   * What came of it.
   *
   * @param answers all of them, those not measured too
   * @param mostOpen how many requests were under way at once
   */
  record Measured(
      long answers, int mostOpen, Duration took, Duration ownCpu, Samples whole, Samples first) {
    double perSecond() {
      return answers / (took.toNanos() / 1e9);
    }
  }

  private final Plan plan;
  private final Selector selector;
  private final List<Link> links = new ArrayList<>();
  private final Deque<Integer> idle = new ArrayDeque<>();
  private final Samples whole = new Samples();
  private final Samples first = new Samples();
  private long measuredFrom;
  private long answers;
  private int mostOpen;

  private Load(Plan plan, int port) throws IOException {
    this.plan = plan;
    this.selector = Selector.open();
    for (int at = 0; at < plan.connections(); at++) {
      links.add(new Link(port, selector, at));
      idle.add(at);
    }
  }

  /** {@link BenchFailure} as soon as an answer is not a 200. */
  static Measured run(Plan plan, int port) {
    try (var load = new Load(plan, port)) {
      return load.run();
    } catch (IOException failed) {
      throw new BenchFailure("The load broke off: " + failed.getMessage(), failed);
    }
  }

  private Measured run() throws IOException {
    var cpu = cpu();
    long begin = System.nanoTime();
    long end = begin + plan.length().toNanos();
    long next = begin;
    measuredFrom = begin + plan.unmeasured().toNanos();
    for (long now = begin; now < end || idle.size() < links.size(); now = System.nanoTime()) {
      while (now < end && now >= next && !idle.isEmpty()) {
        start(idle.remove());
        next += plan.interval().toNanos();
      }
      if (now > end + LAST_ANSWERS.toNanos()) {
        throw new BenchFailure(
            links.size() - idle.size() + " requests got no answer within " + LAST_ANSWERS);
      }
      await(now < end && !plan.interval().isZero() ? next - now : end + 1_000_000 - now);
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    return new Measured(answers, mostOpen, took, cpu().minus(cpu), whole, first);
  }

  private void start(int at) throws IOException {
    var link = links.get(at);
    link.send(plan.request(at, link.turn()));
    mostOpen = Math.max(mostOpen, links.size() - idle.size());
  }

  private void await(long nanos) throws IOException {
    selector.select(this::look, Math.max(1, nanos / 1_000_000));
  }

  private void look(SelectionKey key) {
    var link = (Link) key.attachment();
    try {
      if (!link.receive()) {
        return;
      }
    } catch (IOException broken) {
      throw new BenchFailure("A connection broke: " + broken.getMessage(), broken);
    }
    if (link.status() != 200) {
      throw new BenchFailure("The server answered with status " + link.status());
    }
    answers++;
    if (link.sentAt() >= measuredFrom) {
      whole.add(System.nanoTime() - link.sentAt());
      first.add(link.firstByteAt() - link.sentAt());
    }
    idle.add(link.number());
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    for (var link : links) {
      link.close();
    }
    selector.close();
  }
}
