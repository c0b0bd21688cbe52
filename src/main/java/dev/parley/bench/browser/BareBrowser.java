package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Command;
import dev.parley.chrome.cdp.Connection;
import dev.parley.chrome.cdp.Emulation;
import dev.parley.chrome.cdp.Input;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import dev.parley.chrome.launch.BrowserFolders;
import dev.parley.chrome.launch.LaunchFailure;
import dev.parley.chrome.launch.RunningChromium;
import dev.parley.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The same browser, driven with the protocol alone: what the machine can do at this moment. */
final class BareBrowser implements AutoCloseable {
  private static final Cancel NEVER = new Cancel();
  private static final Duration MOST = Duration.ofSeconds(20);

  /** Asks every element for its box and its style, as whoever looks at a page must. */
  private static final String WALK =
      """
      (() => {
        let sum = 0;
        for (const element of document.querySelectorAll('*')) {
          sum += element.getBoundingClientRect().top + getComputedStyle(element).display.length;
        }
        return sum;
      })()\
      """;

  private static final String MIDDLE =
      "(b => b.%s + b.%s / 2)((document.querySelector('button') ?? document.body).getBoundingClientRect())";

  private final BrowserFolders folders;
  private final RunningChromium process;
  private final Connection connection;
  private final BlockingQueue<CdpSession> pages = new LinkedBlockingQueue<>();

  private BareBrowser(BrowserFolders folders, RunningChromium process) {
    this.folders = folders;
    this.process = process;
    this.connection = Connection.over(process.transport());
  }

  static BareBrowser start(Subject subject) {
    try {
      var folders = BrowserFolders.in(subject.folder());
      var bare = new BareBrowser(folders, RunningChromium.start(subject.executable(), folders));
      bare.connection.browser().on(Target.Attached.KIND, bare::attached);
      var _ = call(bare.connection.browser(), Target.SetAutoAttach.ON);
      return bare;
    } catch (LaunchFailure | IOException | CdpFailure failed) {
      throw new BenchFailure("The bare browser did not start: " + failed.getMessage(), failed);
    }
  }

  private void attached(Target.Attached target) {
    var session = connection.session(target.sessionId());
    session.ifPresent(page -> {
      page.send(new Script.RunIfWaitingForDebugger());
      if (target.info().type().equals("page")) {
        pages.add(page);
      }
    });
  }

  private static <R> R call(CdpSession session, Command<R> command) {
    return session.call(command, MOST, NEVER);
  }

  /** A question to the browser and its answer. */
  void roundTrip() {
    var _ = call(connection.browser(), new Browser.GetVersion());
  }

  /** A page in a context of its own, which holds this. */
  BarePage open(String html) {
    pages.clear();
    var browser = connection.browser();
    var context = call(browser, new Target.CreateBrowserContext(true, null, null));
    var _ = call(browser, new Target.CreateTarget("about:blank", context, true, false));
    return new BarePage(next(), context, html);
  }

  private CdpSession next() {
    try {
      var page = pages.poll(MOST.toSeconds(), TimeUnit.SECONDS);
      if (page == null) {
        throw new BenchFailure("The bare browser opened no page.");
      }
      return page;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("The bench was stopped.", stopped);
    }
  }

  @Override
  public void close() {
    connection.close();
    process.close();
    folders.close();
  }

  /** A page with nothing of ours in it. */
  static final class BarePage implements AutoCloseable {
    private final CdpSession session;
    private final String context;

    private final double x;
    private final double y;
    private String last = "";

    private BarePage(CdpSession session, String context, String html) {
      this.session = session;
      this.context = context;
      var size = BenchSession.VIEWPORT;
      call(session, new Emulation.SetFocusEmulationEnabled(true));
      call(
          session,
          new Emulation.SetDeviceMetricsOverride(
              size.width(), size.height(), 1, false, size.width(), size.height()));
      // a new page may still be on its way to its first document
      var _ = call(session, new Page.Navigate("about:blank"));
      var _ =
          evaluate("document.open(); document.write(" + Json.print(html) + "); document.close()");
      this.x = Double.parseDouble(evaluate(MIDDLE.formatted("x", "width")));
      this.y = Double.parseDouble(evaluate(MIDDLE.formatted("y", "height")));
    }

    private String evaluate(String expression) {
      var said = call(session, new Script.Evaluate(expression, null, true, true));
      if (!said.thrown().isEmpty()) {
        throw new BenchFailure("The bare browser refused: " + said.thrown());
      }
      return said.value().written();
    }

    /** The least there is to looking. */
    void walk() {
      var _ = evaluate(WALK);
    }

    /** The least there is to a step: a walk, a press where the button is, and what came of it. */
    void step() {
      walk();
      session.send(mouse("mouseMoved", 0));
      session.send(mouse("mousePressed", 1));
      call(session, mouse("mouseReleased", 1));
      var now = evaluate("document.querySelector('output').textContent");
      if (now.equals(last)) {
        throw new BenchFailure("A press in the bare browser had no effect.");
      }
      last = now;
    }

    @Override
    public void close() {
      call(session.connection().browser(), new Target.DisposeBrowserContext(context));
    }

    private Input.DispatchMouseEvent mouse(String type, int count) {
      return new Input.DispatchMouseEvent(type, x, y, count == 0 ? "none" : "left", 0, count, 0);
    }
  }
}
