package dev.parley.chrome;

import dev.parley.browser.Gate;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Connection;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import dev.parley.chrome.cdp.Transport;
import dev.parley.chrome.launch.LaunchFailure;
import dev.parley.chrome.launch.RunningChromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running browser and the contexts in it. */
final class Chromium implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);
  private static final String BYPASS_NOTHING = "<-loopback>";

  private final @Nullable RunningChromium process;
  private final Connection connection;
  private final Browser.Version version;
  private final long since = System.nanoTime();
  private final Map<String, Context> contexts = new ConcurrentHashMap<>();
  private final Map<String, Context> downloads = new ConcurrentHashMap<>();
  private final Map<String, Browser.DownloadWillBegin> strays = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean retiring;

  private Chromium(
      @Nullable RunningChromium process, Connection connection, Browser.Version version) {
    this.process = process;
    this.connection = connection;
    this.version = version;
  }

  /** A browser that we have started, once it answers. */
  static Chromium of(RunningChromium process) throws LaunchFailure {
    try {
      return over(process.transport(), process);
    } catch (CdpFailure dead) {
      process.kill();
      var words = process.lastWords();
      process.close();
      throw RunningChromium.didNotStart(dead.why(), words);
    }
  }

  /** A browser that somebody else has started. */
  static Chromium of(Transport transport) {
    return over(transport, null);
  }

  private static Chromium over(Transport transport, @Nullable RunningChromium process) {
    var connection = Connection.over(transport);
    var version = connection.browser().call(new Browser.GetVersion(), Bounds.START, new Cancel());
    var chromium = new Chromium(process, connection, version);
    chromium.listen();
    return chromium;
  }

  private void listen() {
    var browser = connection.browser();
    browser.on(Target.Attached.KIND, this::attached);
    browser.on(
        Target.Detached.KIND,
        gone -> contexts.values().forEach(one -> one.tabs().detached(gone.sessionId())));
    browser.on(Browser.DownloadWillBegin.KIND, this::downloadBegun);
    browser.on(Browser.DownloadProgress.KIND, this::downloadProgressed);
    connection.onClosed(why -> {
      if (!closing.get()) {
        LOG.warn("A browser ended under {} sessions: {}", contexts.size(), why);
      }
    });
    browser.call(Target.SetAutoAttach.ON, Bounds.COMMAND, new Cancel());
  }

  /** A context of its own way out, with one page, ready to be used. */
  Context newContext(Gate gate, Cancel cancel) {
    var browser = connection.browser();
    var id =
        browser.call(
            new Target.CreateBrowserContext(true, "http://" + gate.address(), BYPASS_NOTHING),
            Bounds.COMMAND,
            cancel);
    var context = new Context(this, new Context.Birth(id, gate, folder()));
    contexts.put(id, context);
    try {
      context.begin(cancel);
      return context;
    } catch (RuntimeException failed) {
      context.close();
      throw failed;
    }
  }

  private @Nullable Path folder() {
    try {
      return process == null ? null : process.newFolder("session-" + names.incrementAndGet());
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private void attached(Target.Attached target) {
    connection
        .session(target.sessionId())
        .ifPresent(session -> {
          var context = contexts.get(target.info().browserContextId());
          switch (target.info().type()) {
            case "page" -> {
              if (context == null) {
                session.send(new Script.RunIfWaitingForDebugger());
              } else {
                context.attached(session, target);
              }
            }
            case "service_worker", "shared_worker" -> {
              if (context == null) {
                session.send(new Script.RunIfWaitingForDebugger());
              } else {
                context.workerAttached(session);
              }
            }
            // the browser's own windows
            default -> session.send(new Script.RunIfWaitingForDebugger());
          }
        });
  }

  private void downloadBegun(Browser.DownloadWillBegin download) {
    var home =
        contexts.values().stream()
            .filter(context -> shows(context, download.frameId()))
            .findFirst();
    if (home.isPresent()) {
      downloads.put(download.guid(), home.get());
      home.get().downloads().begun(download);
      home.get().tabs().closeIfEmpty(download.frameId());
    } else {
      strays.put(download.guid(), download);
    }
  }

  private void downloadProgressed(Browser.DownloadProgress progress) {
    var stray = strays.get(progress.guid());
    if (stray != null) {
      home(progress.guid())
          .ifPresent(context -> {
            strays.remove(progress.guid());
            downloads.put(progress.guid(), context);
            context.downloads().begun(stray);
          });
    }
    boolean over = !progress.state().equals("inProgress");
    var context = over ? downloads.remove(progress.guid()) : downloads.get(progress.guid());
    if (context != null) {
      context.downloads().progressed(progress);
    }
    if (over) {
      strays.remove(progress.guid());
    }
  }

  private static boolean shows(Context context, String frame) {
    return context.tabs().all().stream().anyMatch(tab -> tab.frames().has(frame));
  }

  private Optional<Context> home(String guid) {
    return contexts.values().stream().filter(one -> one.downloads().has(guid)).findFirst();
  }

  CdpSession browser() {
    return connection.browser();
  }

  Browser.Version version() {
    return version;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Runs with the reason once it is gone. */
  void onGone(Runnable handler) {
    connection.onClosed(_ -> handler.run());
  }

  int contexts() {
    return contexts.size();
  }

  /** The process of ours, or 0 for a browser elsewhere. */
  long pid() {
    return process == null ? 0 : process.pid();
  }

  void forget(Context context) {
    contexts.remove(context.id());
    downloads.values().removeIf(context::equals);
  }

  /** Whether it takes new contexts. */
  boolean isFresh(Duration age, long memory) {
    if (!retiring && connection.isOpen()) {
      retiring =
          System.nanoTime() - since > age.toNanos()
              || (process != null && process.memory() > memory);
    }
    return !retiring && connection.isOpen();
  }

  /** It gets no contexts any more. */
  void retire() {
    retiring = true;
  }

  boolean isRetiring() {
    return retiring;
  }

  RunningChromium requireProcess() {
    if (process == null) {
      throw new IllegalStateException("the browser runs elsewhere");
    }
    return process;
  }

  /** It does not do what it is told. */
  void kill(String why) {
    LOG.warn("A browser is ended: {}", why);
    if (process != null) {
      process.kill();
    }
    connection.close();
  }

  @Override
  public void close() {
    closing.set(true);
    contexts.values().forEach(context -> context.gate().close());
    connection.close();
    if (process != null) {
      process.close();
    }
  }
}
