package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Inspector;
import dev.parley.chrome.cdp.Network;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.RawJson;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import dev.parley.chrome.look.Walker;
import org.jspecify.annotations.Nullable;

/** One page of a session, with its frames and workers. */
final class Tab {
  private volatile int id;
  private final int opener;
  private final String targetId;
  private final CdpSession page;
  private final Frames frames;
  private final Traffic traffic;
  private final Dialogs dialogs;
  private final Seen seen = new Seen();
  private final News news;
  private final Workers workers;
  private volatile Appearance appearance;
  private volatile @Nullable Answer<RawJson> ready;
  private volatile boolean crashed;

  /** What a tab is made of. */
  record Birth(int id, int opener, String targetId, CdpSession page) {}

  Tab(Birth birth, News news, Appearance appearance) {
    this.id = birth.id();
    this.opener = birth.opener();
    this.targetId = birth.targetId();
    this.page = birth.page();
    this.news = news;
    this.workers = new Workers(news);
    this.appearance = appearance;
    this.frames = new Frames(targetId);
    this.traffic = new Traffic(targetId);
    this.dialogs = new Dialogs(news);
  }

  /** Sets it up and lets it run; commands are carried out in order, so nothing is waited for. */
  void begin() {
    ready = setUp();
  }

  private Answer<RawJson> setUp() {
    page.on(Inspector.TargetCrashed.KIND, _ -> crashed());
    dialogs.follow(page);
    follow(page);
    page.send(new Inspector.Enable());
    observe(page);
    appearance.page(page);
    return page.send(new Script.RunIfWaitingForDebugger());
  }

  /**
   * Waits until it is set up: a navigation before would take place in another renderer, and the
   * set-up come to that one too late.
   */
  void awaitReady(Cancel cancel) {
    var started = ready;
    if (started != null) {
      var _ = started.await(Bounds.COMMAND, cancel);
      ready = null;
    }
  }

  private void follow(CdpSession session) {
    frames.follow(session);
    traffic.follow(session);
    session.on(Target.Attached.KIND, child -> attached(session, child));
  }

  private void observe(CdpSession session) {
    session.send(new Page.Enable());
    session.send(new Script.Enable());
    session.send(Network.Enable.WITHOUT_BODIES);
    session.send(new Page.AddScriptToEvaluateOnNewDocument(Walker.source(), Walker.WORLD, true));
    session.send(Target.SetAutoAttach.ON);
  }

  private void attached(CdpSession parent, Target.Attached child) {
    var found = parent.child(child.sessionId());
    if (found.isEmpty()) {
      return;
    }
    var session = found.get();
    if (child.info().type().equals("iframe")) {
      follow(session);
      dialogs.follow(session);
      observe(session);
      appearance.frame(session);
    } else if (child.info().type().contains("worker")) {
      if (!workers.admits(session)) {
        return;
      }
      session.on(Target.Attached.KIND, nested -> attached(session, nested));
      appearance.worker(session);
      session.send(Target.SetAutoAttach.ON);
    }
    session.send(new Script.RunIfWaitingForDebugger());
  }

  private void crashed() {
    crashed = true;
    traffic.end();
    news.add("the page in tab " + id + " crashed");
  }

  /** Its page lives again. */
  void revived() {
    crashed = false;
    traffic.revived();
  }

  void appear(Appearance changed) {
    appearance = changed;
    changed.page(page);
  }

  int id() {
    return id;
  }

  void renumber(int wanted) {
    id = wanted;
  }

  int opener() {
    return opener;
  }

  String targetId() {
    return targetId;
  }

  CdpSession page() {
    return page;
  }

  Frames frames() {
    return frames;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Where our scripts run in the main frame. */
  Frames.FrameWorld world(Cancel cancel) {
    return frames
        .main()
        .orElseGet(() -> {
          long context =
              page.call(
                  new Page.CreateIsolatedWorld(targetId, Walker.WORLD), Bounds.COMMAND, cancel);
          var world = new Frames.FrameWorld(page, targetId, "", context);
          var _ =
              page.call(Script.Evaluate.value(Walker.source(), context), Bounds.COMMAND, cancel);
          return world;
        });
  }

  /** What the looks at it have shown. */
  Seen seen() {
    return seen;
  }

  Dialogs dialogs() {
    return dialogs;
  }

  boolean isCrashed() {
    return crashed;
  }

  String url() {
    return frames.url();
  }
}
