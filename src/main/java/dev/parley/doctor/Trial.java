package dev.parley.doctor;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Connection;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The least that a browser must be able to do. */
final class Trial {
  private final Connection connection;
  private final Duration patience;
  private final Cancel until;
  private final Map<String, CompletableFuture<CdpSession>> pages = new ConcurrentHashMap<>();

  /**
   * @param until cancelled when there is nothing to wait for any more
   */
  Trial(Connection connection, Duration patience, Cancel until) {
    this.connection = connection;
    this.patience = patience;
    this.until = until;
  }

  /** It answers, but does not do what it is told. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /** Its product and version, once it answers. */
  String version() {
    return connection.browser().call(new Browser.GetVersion(), patience, until).product();
  }

  /** Opens an empty page in a context of its own and lets a script run there. */
  void openPage() {
    var browser = connection.browser();
    browser.on(Target.Attached.KIND, this::attached);
    browser.call(Target.SetAutoAttach.ON, patience, until);
    var context = browser.call(new Target.CreateBrowserContext(true, null, null), patience, until);
    var target =
        browser.call(new Target.CreateTarget("about:blank", context, true, false), patience, until);
    var sum = new Script.Evaluate("6 * 7", null, true, true);
    var told = page(target).call(sum, patience, until).value().written();
    if (!told.equals("42")) {
      throw new Unfit("a script of its page tells " + told);
    }
  }

  private void attached(Target.Attached target) {
    connection
        .session(target.sessionId())
        .ifPresent(session -> {
          session.send(new Script.RunIfWaitingForDebugger());
          coming(target.info().targetId()).complete(session);
        });
  }

  private CompletableFuture<CdpSession> coming(String target) {
    return pages.computeIfAbsent(target, _ -> new CompletableFuture<>());
  }

  private CdpSession page(String target) {
    try (var _ = until.onCancel(() -> coming(target).cancel(false))) {
      return coming(target).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CancellationException ended) {
      throw new Cancel.Cancelled();
    } catch (CompletionException late) {
      throw new Unfit("its page did not come within " + patience.toSeconds() + " s");
    }
  }
}
