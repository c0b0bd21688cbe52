package dev.parley.webagent.live;

import dev.parley.browser.BrowserSession;
import dev.parley.cancel.Cancel;
import dev.parley.engine.Events;
import dev.parley.file.Screenshots;
import dev.parley.id.AgentRid;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import dev.parley.tool.browser.ByHand;
import dev.parley.trace.Note;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.LiveSessions.At;
import dev.parley.webagent.live.LiveSessions.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One session that can be watched, whose agent, browser and clock the test plays. */
@NullMarked
public final class Stage implements TurnBrowsers, Pausing, Events, Screenshots {
  public final UserId owner = UserId.random();
  public final WebSessionId id = new WebSessionId("a1b2c3d4");
  final NodeId here = NodeId.random();
  final TurnId turn = TurnId.random();
  final SessionKey key = new SessionKey(SessionId.random(), owner, AgentRid.named("web"));
  final List<Note> told = new CopyOnWriteArrayList<>();
  final List<Happened> happened = new CopyOnWriteArrayList<>();
  final AtomicLong uses = new AtomicLong(3);
  public final LiveTokens tokens;
  public final LiveViews views;
  public volatile @Nullable FakeBrowser browser = new FakeBrowser();
  volatile @Nullable FakeBrowser putAway;
  volatile Optional<Image> picture = Optional.empty();
  volatile Optional<Standing> standing;
  volatile boolean rests = true;
  private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

  public Stage() {
    standing = stands(Status.ACTIVE);
    tokens =
        new LiveTokens(Stage::sign, this::now, LiveSettings.USUAL, () -> "https://parley.test");
    views =
        new LiveViews(
            new LiveViews.Parts(
                (asker, session) ->
                    asker.equals(owner) && session.equals(id) ? standing : Optional.empty(),
                this,
                this,
                this,
                this,
                LiveSettings.USUAL,
                this::now));
  }

  private static byte[] sign(byte[] content) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(content);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public Instant now() {
    return now;
  }

  public void turnClock(Duration by) {
    now = now.plus(by);
  }

  Optional<Standing> stands(Status status) {
    return Optional.of(new Standing(key, "A Task", status, new At(turn, rests, here, true)));
  }

  void become(Status status) {
    standing = stands(status);
  }

  public void delete() {
    standing = Optional.empty();
  }

  public LivePass pass(LiveScope scope, String by) {
    return tokens.issue(owner, id, scope, by).pass();
  }

  LivePass ada() {
    return pass(LiveScope.CONTROL, "Ada");
  }

  LivePass bob() {
    return pass(LiveScope.CONTROL, "Bob");
  }

  /** What the browser there is now was given. */
  List<dev.parley.browser.LiveInput> inputs() {
    var there = browser;
    return there == null ? List.of() : there.inputs;
  }

  List<String> kinds() {
    return happened.stream().map(Happened::kind).toList();
  }

  /** Waits for what another thread brings about. */
  public static void await(String what, BooleanSupplier condition) {
    var pause = new Cancel();
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      pause.pause(Duration.ofMillis(5));
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("not in five seconds: " + what);
    }
  }

  @Override
  public Optional<BrowserSession> open(TurnId of) {
    return Optional.ofNullable(browser);
  }

  @Override
  public Optional<BrowserSession> reopen(TurnId of, Cancel cancel) {
    if (browser == null) {
      browser = putAway;
    }
    return Optional.ofNullable(browser);
  }

  @Override
  public OptionalLong uses(TurnId of) {
    return browser == null && putAway == null ? OptionalLong.empty() : OptionalLong.of(uses.get());
  }

  @Override
  public ByHand byHand(TurnId of, long since, Consumer<BrowserSession> work) {
    var there = browser;
    if (uses.get() != since) {
      return ByHand.AGENT_ACTS;
    }
    if (there == null) {
      return ByHand.NONE_OPEN;
    }
    work.accept(there);
    return ByHand.DONE;
  }

  @Override
  public Optional<Boolean> tell(SessionKey session, List<Note> notes) {
    if (standing.isEmpty() || standing.get().status().isFinal()) {
      return Optional.empty();
    }
    told.addAll(notes);
    if (notes.getFirst() instanceof PauseNote) {
      become(Status.PAUSED);
    } else if (notes.getFirst() instanceof ResumeNote) {
      become(Status.ACTIVE);
    }
    return Optional.of(true);
  }

  @Override
  public NodeId node() {
    return here;
  }

  @Override
  public void note(TurnId of, List<Happened> all) {
    happened.addAll(all);
  }

  @Override
  public void say(List<Said> pieces) {
    throw new UnsupportedOperationException("no model is here");
  }

  @Override
  public Optional<List<Event>> read(SessionKey session, long after, int limit) {
    return Optional.of(List.of());
  }

  @Override
  public void keep(SessionKey session, int round, byte[] bytes, String mediaType) {
    throw new UnsupportedOperationException("nobody takes pictures");
  }

  @Override
  public Optional<Screenshot> newest(SessionKey session) {
    throw new UnsupportedOperationException("the picture itself is asked for");
  }

  @Override
  public Optional<Image> newestImage(SessionKey session) {
    return picture;
  }
}
