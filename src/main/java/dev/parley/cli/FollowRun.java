package dev.parley.cli;

import dev.parley.cli.RunEvent.Answered;
import dev.parley.cli.RunEvent.Controlled;
import dev.parley.cli.RunEvent.Ended;
import dev.parley.cli.RunEvent.Linked;
import dev.parley.cli.RunEvent.Paused;
import dev.parley.cli.RunEvent.Started;
import dev.parley.cli.RunEvent.Stepped;
import dev.parley.cli.RunEvent.Stopping;
import dev.parley.cli.RunEvent.Told;
import dev.parley.cli.RunEvent.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Starts a session of the web agent and follows it until it is over. */
final class FollowRun {
  private static final int WELL = 0;
  private static final int FAILED = 1;
  private static final int UNDONE = 2;
  private static final int LEFT = 130;
  private static final Duration EACH = Duration.ofSeconds(1);

  private final Parts parts;
  private final Retrying retrying;
  private final Typing typing;
  private volatile @Nullable WebRun run;
  private volatile boolean stopping;

  private RunState state = RunState.BEGUN;
  private int shown;
  private String controller = "";
  private Instant began = Instant.EPOCH;
  private Instant lastStep = Instant.EPOCH;
  private @Nullable Asking asking;
  private int answered = -1;

  /**
   * What a run is followed with.
   *
   * @param live whether to tell where it can be watched
   * @param leave ends the program with this exit code
   */
  record Parts(
      Terminal terminal,
      Remote remote,
      RunView view,
      Pace pace,
      InstantSource clock,
      boolean live,
      IntConsumer leave) {}

  FollowRun(Parts parts) {
    this.parts = parts;
    this.retrying =
        new Retrying(parts.remote, parts.pace, text -> parts.view.show(new Trouble(text)));
    this.typing = new Typing(parts.terminal.in(), parts.pace::wake);
  }

  /**
   * The exit code.
   *
   * @param out where files go; null to leave once the session has begun
   */
  int run(RunOrder order, @Nullable OutFolder out) {
    Interrupts.handle(this::interrupted);
    var key = UUID.randomUUID();
    began = parts.clock.instant();
    lastStep = began;
    var begun = retrying.begin(() -> start(order, key));
    run = begun;
    parts.view.show(new Started(begun.id(), begun.name()));
    if (parts.live) {
      link(begun);
    }
    return out == null ? WELL : follow(begun, new Downloads(parts, retrying, out, order.files()));
  }

  private WebRun start(RunOrder order, UUID key) {
    return order.replay() == null
        ? WebRun.start(parts.remote, order.json(), key)
        : WebRun.replay(parts.remote, order.replay(), key);
  }

  private void link(WebRun session) {
    try {
      parts.view.show(new Linked(retrying.ask(session::live)));
    } catch (RemoteFailure refused) {
      parts.view.show(new Trouble(String.valueOf(refused.getMessage())));
    }
  }

  private int follow(WebRun session, Downloads downloads) {
    try {
      while (true) {
        // The state first: whatever led to the end of a session is among the steps asked for then.
        var before = state;
        retrying.ask(session::changed).ifPresent(newer -> state = newer);
        var progress = retrying.ask(() -> session.progress(shown));
        showSteps(progress.steps());
        if (state.isFinal()) {
          return end(downloads);
        }
        if (before.isPaused() != state.isPaused()) {
          parts.view.show(new Paused(state.isPaused()));
        }
        if (!progress.controller().equals(controller)) {
          controller = progress.controller();
          parts.view.show(new Controlled(controller));
        }
        if (!listen(session)) {
          return FAILED;
        }
        parts.pace.rest(EACH);
      }
    } catch (RemoteFailure lost) {
      parts.view.show(new Trouble(String.valueOf(lost.getMessage())));
      parts.view.show(
          new Trouble("The session " + session.id() + " may go on without being followed here."));
      return FAILED;
    }
  }

  /** In their order, each once what came of it is known. */
  private void showSteps(List<RunStep> newer) {
    for (int i = 0; i < newer.size(); i++) {
      var step = newer.get(i);
      boolean whole = !step.isOpen() && (step.url() != null || !state.isActive());
      if (!whole && i == newer.size() - 1 && !state.isFinal()) {
        return;
      }
      var now = parts.clock.instant();
      parts.view.show(new Stepped(step, Duration.between(lastStep, now)));
      lastStep = now;
      shown++;
    }
  }

  private int end(Downloads downloads) {
    boolean complete = downloads.take(state.files());
    parts.view.show(new Ended(state, shown, Duration.between(began, parts.clock.instant())));
    if (!complete || !state.status().equals("completed")) {
      return FAILED;
    }
    return state.isSuccess() ? WELL : UNDONE;
  }

  /** Takes in what was typed; false if a question finds nobody any more. */
  private boolean listen(WebRun session) {
    var question = state.question();
    boolean open = question != null && question.message() != answered;
    if (asking != null && (!open || !asking.question().equals(question))) {
      asking = null;
      parts.view.show(new Answered(false));
    }
    if (open && asking == null && question != null) {
      asking = new Asking(question, parts.view);
      asking.begin();
    }
    want();
    for (var line = typing.line(); line.isPresent(); line = typing.line()) {
      heed(session, line.get());
      want();
    }
    if (asking != null && typing.isOver()) {
      parts.view.show(
          new Trouble(
              "The agent waits for an answer, and nobody is here to give one. The session "
                  + session.id()
                  + " waits on."));
      return false;
    }
    return true;
  }

  /** What is piped in are answers only; a person may say something at any time. */
  private void want() {
    if (asking != null || parts.terminal.interactive()) {
      typing.want();
    }
  }

  private void heed(WebRun session, String line) {
    try {
      var open = asking;
      if (open != null) {
        if (open.take(line)) {
          submit(session, open);
        }
      } else if (!line.isBlank()) {
        retrying.ask(() -> session.send(line));
        parts.view.show(new Told(line));
      }
    } catch (RemoteFailure refused) {
      if (refused.status() < 400 || refused.status() >= 500) {
        throw refused;
      }
      parts.view.show(new Trouble(String.valueOf(refused.getMessage())));
      asking = null;
    }
  }

  private void submit(WebRun session, Asking open) {
    if (open.isBlank()) {
      parts.view.show(new Trouble("The agent needs at least one answer."));
      open.begin();
      return;
    }
    var answer = open.values();
    retrying.ask(() -> session.answer(open.question(), answer));
    answered = open.question().message();
    asking = null;
    parts.view.show(new Answered(true));
  }

  /** The first time it stops the session, else it leaves. */
  void interrupted() {
    var session = run;
    if (session == null || stopping) {
      parts.leave.accept(LEFT);
      return;
    }
    stopping = true;
    parts.view.show(new Stopping());
    Thread.ofVirtual().name("stop").start(() -> stop(session));
  }

  private void stop(WebRun session) {
    try {
      retrying.ask(session::stop);
    } catch (RemoteFailure refused) {
      parts.view.show(
          new Trouble("It could not be stopped: " + String.valueOf(refused.getMessage())));
    } finally {
      parts.pace.wake();
    }
  }
}
