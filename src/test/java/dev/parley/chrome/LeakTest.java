package dev.parley.chrome;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Command;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.RawJson;
import dev.parley.chrome.cdp.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many sessions, in whose midst renderers and whole browsers are killed.
 *
 * <p>{@code -Dsessions=200} opens more of them, {@code -Dseed=…} repeats the choices of another
 * run.
 */
@NeedsChromium
@Timeout(600)
class LeakTest {
  private static final Cancel NEVER = new Cancel();
  private static final int AT_ONCE = 8;
  private static final int PER_CHROMIUM = 4;

  private final int sessions = Integer.getInteger("sessions", 40);
  private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
  private final Random random = new Random(seed);
  private final Set<Chromium> browsers = new LinkedHashSet<>();
  private final Set<ProcessHandle> processes = new LinkedHashSet<>();

  /** Contexts that were made and not disposed of. */
  record GetBrowserContexts() implements Command<List<String>> {
    @Override
    public String method() {
      return "Target.getBrowserContexts";
    }

    @Override
    public List<String> read(RawJson result) {
      return result.fields().texts("browserContextIds");
    }
  }

  @Test
  void leavesNothingOfSessionsWhoseBrowsersWereKilled() throws IOException {
    var folder = Files.createTempDirectory("leak");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    System.out.println("sessions=" + sessions + " seed=" + seed + " folder=" + folder);
    try (var site = new TestSite().download("/file", "attachment; filename=f.txt", "file");
        var gates = new TestGates(site)) {
      try (var pool = pool(folder, gates)) {
        for (int opened = 0, round = 0; opened < sessions; opened += AT_ONCE, round++) {
          round(pool, site, folder, round % 2 == 1);
        }
        assertThat(pool.load().sessions()).isZero();
        assertThat(gates.open()).isZero();
        browsers.stream().filter(Chromium::isOpen).forEach(LeakTest::assertEmpty);
        ChromeSessionTest.await(() -> sessionFolders(folder).isEmpty());
        assertCredentialsAreVoid(gates, site);
      }
      assertThat(processes).hasSizeGreaterThan(sessions);
      ChromeSessionTest.await(() -> processes.stream().noneMatch(LeakTest::runs));
      assertThat(processesIn(folder)).isEmpty();
    }
    assertThat(folder).isEmptyDirectory();
    Files.delete(folder);
  }

  private static Pool pool(Path folder, TestGates gates) {
    var settings =
        new ChromeSettings(
            Fixture.settings().executable(),
            null,
            AT_ONCE,
            PER_CHROMIUM,
            0,
            Duration.ofHours(1),
            Long.MAX_VALUE,
            folder);
    return new Pool(settings, gates, SessionSpec.Policy.PUBLIC);
  }

  /** Opens, uses, kills, uses what is left and closes. */
  private void round(Pool pool, TestSite site, Path folder, boolean killsBrowser) {
    var open =
        Stream.generate(() -> (ChromeSession) pool.open(ChromeSessionTest.spec(), NEVER))
            .limit(AT_ONCE)
            .toList();
    together(open, session -> session.act(new Action.GoTo(site.url("/")), NEVER));
    together(open, session -> session.act(new Action.GoTo(site.url("/file")), NEVER));
    assertThat(sessionFolders(folder)).hasSize(AT_ONCE);
    open.forEach(session -> browsers.add(session.context().chromium()));
    browsers.stream().filter(Chromium::isOpen).forEach(each -> processes.addAll(family(each)));
    crash(open.get(random.nextInt(AT_ONCE)));
    killARenderer(open.get(random.nextInt(AT_ONCE)).context().chromium());
    var killed = killsBrowser ? open.get(random.nextInt(AT_ONCE)).context().chromium() : null;
    if (killed != null) {
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    }
    together(
        open,
        session -> {
          try {
            var outcome = session.act(new Action.GoTo(site.url("/")), NEVER).outcome();
            assertThat(outcome).isIn(Outcome.DONE, Outcome.UNKNOWN);
          } catch (BrowserFailure gone) {
            // of a browser that was killed, or that was too busy with what was killed in it
            assertThat(session.context().chromium() == killed || !session.isOpen()).isTrue();
          }
        });
    browsers.stream().filter(Chromium::isOpen).forEach(each -> processes.addAll(family(each)));
    together(open, BrowserSession::close);
  }

  private static void together(List<ChromeSession> sessions, Consumer<ChromeSession> work) {
    sessions.parallelStream().forEach(work);
  }

  private static void crash(ChromeSession session) {
    session.context().tabs().peek().orElseThrow().page().send(new Page.Crash());
  }

  private void killARenderer(Chromium chromium) {
    var renderers =
        family(chromium).stream()
            .filter(each -> commandLine(each).contains("--type=renderer"))
            .toList();
    assertThat(renderers).isNotEmpty();
    renderers.get(random.nextInt(renderers.size())).destroyForcibly();
  }

  private static List<ProcessHandle> family(Chromium chromium) {
    return ProcessHandle.of(chromium.pid()).stream()
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .toList();
  }

  private static void assertEmpty(Chromium chromium) {
    var browser = chromium.browser();
    assertThat(browser.call(new GetBrowserContexts(), Bounds.COMMAND, NEVER)).isEmpty();
    assertThat(browser.call(new Target.GetTargets(), Bounds.COMMAND, NEVER)).isEmpty();
  }

  /** None of the sessions' can pass any more, while those of a gate that is open can. */
  private static void assertCredentialsAreVoid(TestGates gates, TestSite site) throws IOException {
    var spent = gates.all();
    assertThat(spent).isNotEmpty();
    try (var open = gates.open(SessionSpec.Policy.PUBLIC)) {
      assertThat(ask(open, site)).startsWith("HTTP/1.1 200 ");
    }
    for (var gate : spent) {
      assertThat(ask(gate, site)).startsWith("HTTP/1.1 407 ");
    }
  }

  private static String ask(Gate gate, TestSite site) throws IOException {
    int port = Integer.parseInt(gate.address().replaceFirst(".*:", ""));
    var account = (gate.user() + ":" + gate.secret()).getBytes(ISO_8859_1);
    var request =
        "GET %s HTTP/1.1\r\nHost: site.test:%d\r\nProxy-Authorization: Basic %s\r\n\r\n"
            .formatted(site.url("/"), site.port(), Base64.getEncoder().encodeToString(account));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(13), ISO_8859_1);
    }
  }

  private static List<Path> sessionFolders(Path folder) {
    try (var all = Files.walk(folder, 4)) {
      return all.filter(path -> path.getFileName().toString().startsWith("session-")).toList();
    } catch (IOException | UncheckedIOException changing) {
      return List.of(folder);
    }
  }

  /** Whether it is more than an entry that its new parent has not yet read. */
  private static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      var facts = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return !facts.substring(facts.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return process.isAlive();
    }
  }

  private static List<ProcessHandle> processesIn(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(folder.toString()))
        .toList();
  }

  /** Also of processes in a sandbox, of which a handle tells nothing. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1);
    } catch (IOException without) {
      return process.info().commandLine().orElse("");
    }
  }
}
