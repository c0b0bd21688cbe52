package dev.parley.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A conversation in the terminal, line by line. */
final class Chat {
  private static final int LEFT = 130;
  private static final int PIECE = 4096;

  private final Terminal terminal;
  private final Remote remote;
  private final IntConsumer leave;
  private final AtomicReference<@Nullable Turn> underWay = new AtomicReference<>();
  private volatile @Nullable ChatSession session;

  /** An answer that is awaited. */
  private record Turn(ChatSession session, UUID message, Stopping stopping, CountDownLatch ended) {
    static Turn begin(ChatSession session) {
      return new Turn(session, UUID.randomUUID(), new Stopping(), new CountDownLatch(1));
    }
  }

  /** What became of an answer. */
  private enum End {
    WHOLE,
    STOPPED,
    FAILED
  }

  /** Whether somebody wants an answer to stop. */
  private static final class Stopping {
    private volatile boolean wanted;
  }

  Chat(Terminal terminal, Remote remote) {
    this(terminal, remote, Runtime.getRuntime()::exit);
  }

  Chat(Terminal terminal, Remote remote, IntConsumer leave) {
    this.terminal = terminal;
    this.remote = remote;
    this.leave = leave;
  }

  /** Talks until the lines end; the exit code. */
  int run(@Nullable String agent, @Nullable String sessionRid) {
    Interrupts.handle(this::interrupted);
    var opened = sessionRid == null ? opened(agent) : continued(sessionRid);
    if (opened.isEmpty()) {
      return 1;
    }
    session = opened.get();
    boolean well = true;
    for (var line = next(); line != null; line = next()) {
      var end = line.isBlank() ? End.WHOLE : say(opened.get(), line);
      if (end == End.STOPPED && !terminal.interactive()) {
        return LEFT;
      }
      well &= end != End.FAILED;
    }
    if (terminal.interactive()) {
      terminal.out().println();
    }
    farewell();
    return well || terminal.interactive() ? 0 : 1;
  }

  private Optional<ChatSession> opened(@Nullable String agent) {
    var opened =
        new ChooseAgent(terminal, remote)
            .choose(agent)
            .map(choice -> ChatSession.open(remote, choice.rid(), choice.version()));
    opened.ifPresent(fresh -> greet(fresh, ""));
    return opened;
  }

  private Optional<ChatSession> continued(String rid) {
    var found = ChatSession.find(remote, rid);
    found.ifPresentOrElse(
        there -> greet(there, ", " + there.exchanges() + " exchanges so far"),
        () -> terminal.err().println("You have no session " + rid + "; it may have expired."));
    return found;
  }

  private void greet(ChatSession with, String remark) {
    if (terminal.interactive()) {
      var line = with.agentName() + remark + ". Ctrl-C stops an answer, Ctrl-D leaves.";
      terminal.out().println(terminal.faint(Terminal.harmless(line)));
    }
  }

  private void farewell() {
    var left = session;
    if (left != null && terminal.interactive()) {
      terminal.out().println(terminal.faint("Go on with: ./parley chat --session " + left.rid()));
    }
  }

  private @Nullable String next() {
    if (terminal.interactive()) {
      terminal.out().print("> ");
      terminal.out().flush();
    }
    try {
      return terminal.in().readLine();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private End say(ChatSession to, String text) {
    var turn = Turn.begin(to);
    underWay.set(turn);
    try {
      show(turn, text);
      if (turn.stopping.wanted) {
        terminal.err().println(terminal.faint("(stopped)"));
        return End.STOPPED;
      }
      to.lastUpdates().forEach(this::showUpdate);
      return End.WHOLE;
    } catch (RemoteFailure failed) {
      terminal.err().println(failed.getMessage());
    } catch (IOException broken) {
      terminal.out().println();
      terminal
          .err()
          .println(
              "The connection was lost in mid-answer. The server goes on; look at it later with"
                  + " './parley chat --session "
                  + to.rid()
                  + "'.");
    } finally {
      turn.ended.countDown();
      underWay.set(null);
    }
    return End.FAILED;
  }

  private void showUpdate(String name, String value) {
    terminal.err().println(terminal.faint(Terminal.harmless("(" + name + " = " + value + ")")));
  }

  private void show(Turn turn, String text) throws IOException {
    try (var answer =
        new InputStreamReader(turn.session.ask(turn.message, text), StandardCharsets.UTF_8)) {
      var piece = new char[PIECE];
      for (int length = answer.read(piece); length >= 0; length = answer.read(piece)) {
        terminal.out().print(Terminal.harmless(new String(piece, 0, length)));
        terminal.out().flush();
      }
    }
    terminal.out().println();
  }

  /** The first time it stops the answer that is under way, else it leaves. */
  void interrupted() {
    var turn = underWay.get();
    if (turn == null || turn.stopping.wanted) {
      terminal.out().println();
      farewell();
      leave.accept(LEFT);
      return;
    }
    turn.stopping.wanted = true;
    Thread.ofVirtual().name("stop").start(() -> stop(turn));
  }

  /** Again and again, since the server may not have heard of the message yet. */
  private void stop(Turn turn) {
    try {
      while (!turn.session.cancel(turn.message) && !turn.ended.await(200, TimeUnit.MILLISECONDS)) {
        // Not yet.
      }
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
    }
  }
}
