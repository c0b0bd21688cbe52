package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Checkpoint;
import dev.parley.browser.CurrentTab;
import dev.parley.browser.Listing;
import dev.parley.browser.LiveInput;
import dev.parley.browser.Picture;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session: a context with somebody who uses it. */
final class ChromeSession implements BrowserSession {
  private static final Logger LOG = LoggerFactory.getLogger(ChromeSession.class);
  private static final int ATTEMPTS = 4;

  private final Context context;
  private final SessionSpec spec;
  private final Looking looking;
  private final PageActions pageActions;
  private final Acting acting;
  private final Storekeeping storekeeping;
  private final Reviving reviving;
  private final Screen screen;
  private final LiveHands hands;
  private final Consumer<Context> released;
  private final AtomicBoolean closed = new AtomicBoolean();

  ChromeSession(Context context, SessionSpec spec, Consumer<Context> released) {
    this.context = context;
    this.spec = spec;
    var clipboard = new Clipboard();
    this.looking = new Looking(context);
    this.acting = new Acting(context, looking, clipboard);
    this.pageActions = new PageActions(context);
    this.storekeeping = new Storekeeping(context);
    this.reviving = new Reviving(context);
    this.screen = new Screen(context);
    this.hands = new LiveHands(context, clipboard);
    this.released = released;
  }

  /** Makes the context what the session wants, and goes where a checkpoint says. */
  void begin(Cancel cancel) {
    context.tabs().appear(Appearance.of(spec, context.chromium().version().userAgent()));
    context.downloads().limit(spec.mostDownloadBytes());
    var from = spec.restore();
    if (from != null) {
      looking.skipRefsTo(from.nextRef());
      storekeeping.restore(from, cancel);
      storekeeping.reopen(from.tabs(), cancel);
    }
  }

  Context context() {
    return context;
  }

  /** It did not come about: its place is given back by whoever opened it. */
  void abandon() {
    closed.set(true);
    screen.close();
    context.close();
  }

  @Override
  public Listing look(Listing.Look how, Cancel cancel) {
    return reading(tab -> looking.look(tab, how, cancel), cancel);
  }

  @Override
  public String text(int mostCharacters, Cancel cancel) {
    return reading(tab -> looking.text(tab, mostCharacters, cancel), cancel);
  }

  @Override
  public ActionResult act(Action action, Cancel cancel) {
    return using(() -> {
      cancel.check();
      var tab = tab(cancel);
      tab.dialogs().begin();
      if (leaves(action) && !Reviving.responds(tab, cancel)) {
        reviving.free(tab, cancel);
        tab = tab(cancel);
      }
      int downloads = context.downloads().begun();
      var done = carryOut(tab, action, cancel);
      if (tab.isCrashed()) {
        done = done.outcome() == Outcome.REFUSED ? done : Done.unknown(done.text());
        revive(tab, cancel);
      } else if (done.outcome() == Outcome.UNKNOWN && !Reviving.responds(tab, cancel)) {
        reviving.free(tab, cancel);
      }
      context.downloads().settle(downloads, cancel);
      return told(done, tab, context.downloads().begun() > downloads);
    });
  }

  private Done carryOut(Tab tab, Action action, Cancel cancel) {
    try {
      return switch (action) {
        case Action.GoTo _,
            Action.GoBack _,
            Action.Pause _,
            Action.SwitchTab _,
            Action.OpenTab _,
            Action.CloseTab _,
            Action.SavePdf _ ->
            pageActions.act(tab, action, cancel);
        case Action.Click _,
            Action.ClickAt _,
            Action.Hover _,
            Action.InputText _,
            Action.SendKeys _,
            Action.Scroll _,
            Action.ScrollToText _,
            Action.DropdownOptions _,
            Action.SelectOption _,
            Action.Drag _,
            Action.SelectText _,
            Action.Upload _ ->
            acting.act(tab, action, cancel);
      };
    } catch (CdpFailure failed) {
      return switch (failed.kind()) {
        case CRASHED -> Done.unknown("the page crashed; whether this had an effect is unknown");
        case DETACHED -> Done.unknown("the tab was closed; whether this had an effect is unknown");
        case TIMED_OUT ->
            Done.unknown("the page does not respond; whether this had an effect is unknown");
        case REFUSED -> Done.refused("the browser refused: " + failed.why());
        case CLOSED -> throw failed;
      };
    }
  }

  private ActionResult told(Done done, Tab before, boolean downloads) {
    var news = context.news().take();
    var lines = new ArrayList<String>();
    lines.addAll(news.lines());
    lines.addAll(context.downloads().pending());
    boolean changed = done.changed() || context.tabs().currentId() != before.id();
    boolean happened = changed || downloads || !news.lines().isEmpty();
    boolean more = done.outcome() == Outcome.NO_EFFECT && happened;
    lines.addFirst(
        more ? done.text().replaceAll("\n" + Aftermath.UNCHANGED + ".*", "") : done.text());
    var outcome = more ? Outcome.DONE : done.outcome();
    return new ActionResult(outcome, String.join("\n", lines), changed, news.downloads());
  }

  @Override
  public Picture screenshot(int quality, Cancel cancel) {
    return reading(tab -> screen.take(tab, quality, cancel), cancel);
  }

  @Override
  public Picture screenshot(int quality, Predicate<String> hidden, Cancel cancel) {
    return reading(
        tab -> {
          // what moves meanwhile is black in both places
          var spots = new ArrayList<>(looking.spots(tab, hidden, cancel));
          var picture = screen.capture(tab, quality, cancel);
          spots.addAll(looking.spots(tab, hidden, cancel));
          return Blackening.of(picture, spots, quality);
        },
        cancel);
  }

  @Override
  public Optional<String> origin(int ref, Cancel cancel) {
    return reading(tab -> Reaching.origin(tab, ref, cancel), cancel);
  }

  @Override
  public Checkpoint checkpoint(Cancel cancel) {
    return using(() -> storekeeping.checkpoint(looking.nextRef(), cancel));
  }

  @Override
  public Watch watch(Consumer<Picture> frames) {
    return using(() -> screen.watch(frames));
  }

  @Override
  public CurrentTab current(Cancel cancel) {
    return using(() ->
        context
            .tabs()
            .peek()
            .map(tab -> new CurrentTab(tab.id(), looking.title(tab, cancel), tab.url()))
            .orElseGet(() -> new CurrentTab(0, "", "about:blank")));
  }

  @Override
  public SessionSpec.Viewport viewport() {
    return context.tabs().appearance().viewport();
  }

  @Override
  public void input(LiveInput input) {
    var _ =
        using(() -> {
          hands.pass(input);
          return true;
        });
  }

  @Override
  public boolean isOpen() {
    return !closed.get() && context.isOpen();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        screen.close();
        context.close();
      } finally {
        released.accept(context);
      }
    }
  }

  private Tab tab(Cancel cancel) {
    var tab = context.tabs().current(cancel);
    if (tab.page().ended().isPresent()) {
      // the word that it has closed is still under way
      context.tabs().detached(tab.page().id());
      tab = context.tabs().current(cancel);
    }
    revive(tab, cancel);
    return tab;
  }

  private void revive(Tab tab, Cancel cancel) {
    if (tab.isCrashed() && tab.page().ended().isEmpty()) {
      reviving.revive(tab, cancel);
    }
  }

  /** Whether it takes the tab away from a page, which may hang. */
  private static boolean leaves(Action action) {
    return action instanceof Action.GoTo || action instanceof Action.GoBack;
  }

  /** A page that does not respond is freed, and at last closed, and what comes then is read. */
  private <T> T reading(Function<Tab, T> read, Cancel cancel) {
    return using(() -> {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var tab = tab(cancel);
        try {
          return read.apply(tab);
        } catch (CdpFailure failed) {
          if (failed.kind() == CdpFailure.Kind.CLOSED) {
            throw failed;
          }
          recover(tab, attempt, cancel);
        }
      }
      throw lost("not even a blank page could be read");
    });
  }

  private void recover(Tab tab, int attempt, Cancel cancel) {
    if (attempt == 1) {
      reviving.free(tab, cancel);
      return;
    }
    // what a page has opened hangs with it
    for (var one : attempt == 2 ? context.tabs().family(tab) : context.tabs().all()) {
      if (context.tabs().close(one.id(), cancel)) {
        context.news().add("tab " + one.id() + " could not be read and was closed");
      }
    }
  }

  private <T> T using(Supplier<T> work) {
    if (closed.get()) {
      throw new BrowserFailure(BrowserFailure.Kind.CLOSED, "the browser session was closed");
    }
    try {
      return work.get();
    } catch (CdpFailure failed) {
      if (closed.get()) {
        throw new BrowserFailure(BrowserFailure.Kind.CLOSED, "the browser session was closed");
      }
      throw failed.kind() == CdpFailure.Kind.CLOSED ? gone() : lost(failed.why());
    }
  }

  /** Gives up this session alone; a browser that does not even let go of it is ended there. */
  private BrowserFailure lost(String why) {
    LOG.warn("A browser session is given up: {}", why);
    context.close();
    return gone();
  }

  private static BrowserFailure gone() {
    return new BrowserFailure(
        BrowserFailure.Kind.BROWSER_GONE,
        "the browser ended; open a new session from the last checkpoint");
  }
}
