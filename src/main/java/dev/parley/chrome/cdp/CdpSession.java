package dev.parley.chrome.cdp;

import dev.parley.cancel.Cancel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our end of one target: the browser itself, a page, a frame or a worker. */
public final class CdpSession {
  private final Connection connection;
  private final String id;
  private final Mailbox mailbox = new Mailbox();
  private final ConcurrentHashMap<String, List<Consumer<RawJson>>> handlers =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, CompletableFuture<RawJson>> pending =
      new ConcurrentHashMap<>();
  private volatile CdpFailure.@Nullable Kind ended;

  CdpSession(Connection connection, String id) {
    this.connection = connection;
    this.id = id;
  }

  /** Empty for the browser's own. */
  public String id() {
    return id;
  }

  public Connection connection() {
    return connection;
  }

  /**
   * Sends a command and waits for its result.
   *
   * @throws CdpFailure if there is none
   * @throws Cancel.Cancelled if cancelled before
   */
  public <R> R call(Command<R> command, Duration atMost, Cancel cancel) {
    cancel.check();
    return send(command).await(atMost, cancel);
  }

  /** Sends a command; commands of one session are carried out in the order sent. */
  public <R> Answer<R> send(Command<R> command) {
    var raw = new CompletableFuture<RawJson>();
    var kind = ended;
    if (kind != null) {
      raw.completeExceptionally(gone(kind));
      return new Answer<>(command, raw);
    }
    long number = connection.nextNumber();
    pending.put(number, raw);
    var _ = raw.whenComplete((_, _) -> pending.remove(number));
    connection.transmit(number, id, command);
    var after = ended;
    if (after != null) {
      raw.completeExceptionally(gone(after));
    }
    return new Answer<>(command, raw);
  }

  /** Handles events of a kind, in the order they came, one at a time; it may block and call. */
  public <E> void on(EventKind<E> kind, Consumer<E> handler) {
    handlers
        .computeIfAbsent(kind.method(), _ -> new CopyOnWriteArrayList<>())
        .add(raw -> handler.accept(kind.reader().apply(raw)));
  }

  /** Handles events of a kind until it is closed. */
  public <E> Following follow(EventKind<E> kind, Consumer<E> handler) {
    Consumer<RawJson> reading = raw -> handler.accept(kind.reader().apply(raw));
    var mine = handlers.computeIfAbsent(kind.method(), _ -> new CopyOnWriteArrayList<>());
    mine.add(reading);
    return () -> mine.remove(reading);
  }

  /** Somebody who handles events for a while. */
  public interface Following extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until the events that have come by now are handled; whether they are in time.
   *
   * <p>A result does not wait for the events that came before it: whoever draws conclusions from
   * both catches up first. Not for a handler of this session: it would wait for itself.
   */
  public boolean catchUp(Duration atMost, Cancel cancel) {
    return mailbox.await(atMost, cancel);
  }

  /** The session of a target attached to through this one or another. */
  public Optional<CdpSession> child(String sessionId) {
    return connection.session(sessionId);
  }

  /** Why it can no longer be used; empty while it can. */
  public Optional<CdpFailure.Kind> ended() {
    return Optional.ofNullable(ended);
  }

  void deliver(String method, RawJson params) {
    var mine = handlers.get(method);
    if (mine != null) {
      mailbox.add(() -> mine.forEach(handler -> handler.accept(params)));
    }
  }

  void answer(long number, RawJson result) {
    var call = pending.get(number);
    if (call != null) {
      call.complete(result);
    }
  }

  void refuse(long number, RawJson error) {
    var call = pending.get(number);
    if (call != null) {
      call.completeExceptionally(
          new CdpFailure(CdpFailure.Kind.REFUSED, error.fields().text("message")));
    }
  }

  /** The renderer is gone: what is under way never ends, what comes later may revive it. */
  void crashed() {
    fail(CdpFailure.Kind.CRASHED);
  }

  void end(CdpFailure.Kind why) {
    ended = why;
    fail(why);
  }

  private void fail(CdpFailure.Kind why) {
    // only those under way now: whoever sees one fail may send the next at once
    List.copyOf(pending.values()).forEach(call -> call.completeExceptionally(gone(why)));
  }

  private static CdpFailure gone(CdpFailure.Kind why) {
    return new CdpFailure(
        why,
        switch (why) {
          case CRASHED -> "the page crashed";
          case DETACHED -> "the page is gone";
          case CLOSED -> "the browser is gone";
          case REFUSED, TIMED_OUT -> "no answer";
        });
  }
}
