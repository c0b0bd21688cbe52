package dev.parley.webagent.live;

import dev.parley.browser.BrowserFailure;
import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.engine.Events;
import dev.parley.engine.Events.Event;
import dev.parley.file.Screenshots;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.LiveProblem.AgentActs;
import dev.parley.problem.LiveProblem.BrowserElsewhere;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.SessionOver;
import dev.parley.trace.Note;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.Control.Wish;
import dev.parley.webagent.live.LiveSessions.At;
import dev.parley.webagent.live.LiveSessions.Standing;
import dev.parley.webagent.live.LiveState.Controller;
import dev.parley.webagent.live.LiveView.End;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of the web agent to be watched and taken over; every failure is a {@code
 * ProblemException}.
 *
 * <p>A session is found for the owner a pass names alone: {@code SessionMissing} if it is not there
 * any more. What needs its browser is {@code BrowserElsewhere} where another node has that.
 */
public final class LiveViews implements Hands, AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration OPENING = Duration.ofSeconds(30);

  private final Parts parts;
  private final ConcurrentHashMap<Key, Kept> watched = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** What they stand on. */
  public record Parts(
      LiveSessions sessions,
      TurnBrowsers browsers,
      Pausing pausing,
      Events events,
      Screenshots screenshots,
      LiveSettings settings,
      InstantSource clock) {}

  private record Key(UserId owner, WebSessionId id) {}

  /** A watched session, and how many use it at this moment. */
  private record Kept(Watched session, int users) {}

  public LiveViews(Parts parts) {
    this.parts = parts;
  }

  /**
   * Control of a session's browser.
   *
   * @param lease what its holder shows with all they do; a secret
   * @param next number the next batch of input must have
   */
  public record Granted(String lease, Controller controller, long next) {
    /** Without the lease. */
    @Override
    public String toString() {
      return "Granted[" + controller + "]";
    }
  }

  /** How many are watched here, and by how many. */
  public record Load(int sessions, int viewers) {}

  /** Begins to watch; {@code TooManyRequests} if too many do. */
  public LiveView watch(LivePass pass) {
    require(pass);
    return with(
        pass,
        session -> {
          var view = new LiveView(left -> leave(pass, left));
          if (!session.audience().join(view, parts.settings().viewers())) {
            throw new ProblemException(new TooManyRequests(AGAIN));
          }
          session.call();
          return view;
        });
  }

  private void leave(LivePass pass, LiveView view) {
    var kept = watched.get(key(pass));
    if (kept != null) {
      kept.session().audience().leave(view);
      kept.session().call();
    }
  }

  /**
   * Takes control: pauses the agent and waits until it rests, opens its browser if that was put
   * away. Whoever shows the lease they have keeps it.
   *
   * @param lease what was given before; null for none
   * @param force even if somebody else has control
   * @throws ProblemException {@code ControlTaken}, {@code SessionOver}, {@code AgentActs}, {@code
   *     BrowserAway}, {@code BrowserElsewhere}
   */
  public Granted take(LivePass pass, @Nullable String lease, boolean force)
      throws InterruptedException {
    pass.requireControl();
    var _ = live(pass);
    var kept = hold(key(pass));
    try {
      var control = kept.control();
      control.requireFree(lease, force);
      var turn = rested(pass);
      var uses = ready(turn);
      var taken = control.give(new Wish(pass.by(), lease, force), turn, uses);
      return new Granted(taken.lease(), taken.controller(), taken.next());
    } finally {
      letGo(key(pass));
      kept.call();
    }
  }

  /** The turn once it waits in a pause. */
  private At rested(LivePass pass) throws InterruptedException {
    var begun = live(pass);
    requireHere(begun);
    var _ =
        parts
            .pausing()
            .tell(begun.key(), List.of(new PauseNote()))
            .orElseThrow(() -> over(require(pass)));
    long until = System.nanoTime() + parts.settings().rest().toNanos();
    while (true) {
      var now = live(pass);
      var turn = now.turn();
      if (turn != null && turn.rests()) {
        return turn;
      }
      if (System.nanoTime() > until) {
        throw new ProblemException(new AgentActs());
      }
      Thread.sleep(LOOK);
    }
  }

  private Standing live(LivePass pass) {
    var now = require(pass);
    if (now.status().isFinal()) {
      throw over(now);
    }
    return now;
  }

  private void requireHere(Standing standing) {
    var turn = standing.turn();
    if (turn == null) {
      throw Control.away("The browser of this session has not been started yet. Wait for it.");
    }
    if (turn.isElsewhere(parts.pausing().node())) {
      throw new ProblemException(new BrowserElsewhere());
    }
    if (turn.rests() && parts.browsers().uses(turn.id()).isEmpty()) {
      throw restarted();
    }
  }

  private static ProblemException restarted() {
    return Control.away(
        "The server was started again since the session came to rest, and opens its browser when"
            + " it goes on. Let it go on, then take control.");
  }

  /** How often the agent has used the browser, which is open then. */
  private long ready(At turn) {
    try {
      var open = within(OPENING, cancel -> parts.browsers().reopen(turn.id(), cancel));
      var uses = parts.browsers().uses(turn.id());
      if (open.isPresent() && uses.isPresent()) {
        return uses.getAsLong();
      }
    } catch (BrowserFailure failed) {
      throw Control.away("The browser cannot be opened: " + failed.getMessage());
    } catch (Cancelled late) {
      throw Control.away("No browser could be opened in time. Try again in a moment.");
    }
    throw restarted();
  }

  private static <T> T within(Duration time, Function<Cancel, T> work) {
    var over = new Cancel();
    var late = new Cancel();
    Thread.startVirtualThread(() -> {
      try {
        over.pause(time);
        late.cancel();
      } catch (Cancelled inTime) {
        // nothing is late
      }
    });
    try {
      return work.apply(late);
    } finally {
      over.cancel();
    }
  }

  /** Passes input on; the number the next batch must have. */
  public long input(LivePass pass, InputBatch batch) {
    pass.requireControl();
    try {
      return with(pass, session -> session.control().input(batch));
    } catch (ProblemException refused) {
      if (refused.problem() instanceof LiveProblem) {
        // that the session is over or gone says more
        var _ = live(pass);
      }
      throw refused;
    }
  }

  /**
   * Gives control back.
   *
   * @param message what the person wants the agent to know; null for nothing
   * @param resume whether the agent goes on
   */
  public void release(LivePass pass, String lease, @Nullable String message, boolean resume) {
    pass.requireControl();
    var standing = require(pass);
    var meanwhile =
        with(
            pass,
            session -> {
              var told = session.control().release(lease);
              session.call();
              return told;
            });
    if (resume) {
      var notes = new ArrayList<Note>(List.of(new ResumeNote(meanwhile)));
      if (message != null && !message.isBlank()) {
        notes.add(new MessageNote(message));
      }
      var _ = parts.pausing().tell(standing.key(), notes).orElseThrow(() -> over(require(pass)));
    }
  }

  @Override
  public Optional<Controller> controller(UserId owner, WebSessionId id) {
    return Optional.ofNullable(watched.get(new Key(owner, id)))
        .map(kept -> kept.session().control().controller());
  }

  @Override
  public Optional<List<Event>> events(UserId owner, WebSessionId id, long after, int most) {
    return parts
        .sessions()
        .standing(owner, id)
        .flatMap(standing -> parts.events().read(standing.key(), after, most));
  }

  public Load load() {
    int viewers =
        watched.values().stream().mapToInt(kept -> kept.session().audience().size()).sum();
    return new Load(watched.size(), viewers);
  }

  private Standing require(LivePass pass) {
    return parts
        .sessions()
        .standing(pass.owner(), pass.session())
        .orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  private static ProblemException over(Standing standing) {
    Status status = standing.status();
    return new ProblemException(new SessionOver(status.name().toLowerCase(Locale.ROOT)));
  }

  private static Key key(LivePass pass) {
    return new Key(pass.owner(), pass.session());
  }

  private <T> T with(LivePass pass, Function<Watched, T> use) {
    var key = key(pass);
    var session = hold(key);
    try {
      return use.apply(session);
    } finally {
      letGo(key);
    }
  }

  /** Sends everybody away; what was done by hand is written down. */
  @Override
  public void close() {
    closed = true;
    watched
        .values()
        .forEach(kept -> {
          kept.session().audience().end(End.STOPPING);
          kept.session().control().stop();
          kept.session().call();
        });
  }

  private Watched hold(Key key) {
    if (closed) {
      throw new ProblemException(new Unavailable("The server stops.", Optional.of(AGAIN)));
    }
    return watched
        .compute(
            key,
            (_, there) ->
                there == null
                    ? new Kept(begun(key), 1)
                    : new Kept(there.session(), there.users() + 1))
        .session();
  }

  private Watched begun(Key key) {
    var session = new Watched(parts, key.owner(), key.id());
    Thread.ofVirtual().name("watched-" + key.id()).start(() -> session.run(() -> isOver(key)));
    return session;
  }

  private void letGo(Key key) {
    watched.computeIfPresent(key, (_, there) -> new Kept(there.session(), there.users() - 1));
  }

  /** Whether nobody uses it any more; then it is not there any more. */
  private boolean isOver(Key key) {
    return closed
        || watched.computeIfPresent(
                key, (_, there) -> there.users() == 0 && !there.session().isUsed() ? null : there)
            == null;
  }
}
