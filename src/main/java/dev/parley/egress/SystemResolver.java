package dev.parley.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the operating system, on threads of its own.
 *
 * <p>A look-up is a native call that holds its carrier: on virtual threads a few slow names would
 * stop the whole server.
 */
final class SystemResolver implements Resolver, AutoCloseable {
  private static final int THREADS = 96;

  private final Duration limit;
  private final Resolver system;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("egress-names-", 0).factory());

  SystemResolver(Duration limit) {
    this(limit, host -> List.of(InetAddress.getAllByName(host)));
  }

  SystemResolver(Duration limit, Resolver system) {
    this.limit = limit;
    this.system = system;
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    try {
      var answer = threads.submit(() -> system.resolve(host));
      try {
        return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        answer.cancel(true);
      }
    } catch (ExecutionException | TimeoutException | RejectedExecutionException unanswered) {
      throw new UnknownHostException(host);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
