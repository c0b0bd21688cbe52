package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.CurrentTab;
import dev.parley.browser.Listing;
import dev.parley.browser.LiveInput;
import dev.parley.browser.Picture;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsChromium
@Timeout(40)
@NullUnmarked
class ChromeSessionTest {
  private static TestGates gates;
  private static Pool browsers;
  private static final TestSite SITE = new TestSite();
  private static final Cancel NEVER = new Cancel();

  private BrowserSession session;

  @BeforeAll
  static void startBrowser() {
    gates = new TestGates(SITE);
    browsers = new Pool(Fixture.settings(), gates, SessionSpec.Policy.PUBLIC);
    browsers.warmUp();
  }

  @AfterAll
  static void stopBrowser() {
    browsers.close();
    gates.close();
    SITE.close();
  }

  static SessionSpec spec() {
    return new SessionSpec(
        new SessionSpec.Viewport(1000, 700),
        Locale.forLanguageTag("de-DE"),
        ZoneId.of("Asia/Tokyo"),
        null,
        SessionSpec.Policy.PUBLIC,
        false,
        1_000_000,
        null);
  }

  @BeforeEach
  void openSession() {
    session = browsers.open(spec(), NEVER);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private ActionResult go(String path) {
    return session.act(new Action.GoTo(SITE.url(path)), NEVER);
  }

  private ActionResult press(double x, double y) {
    return session.act(new Action.ClickAt(new Action.Point(x, y), 1), NEVER);
  }

  private Listing look() {
    return session.look(Listing.Look.WHOLE, NEVER);
  }

  @Test
  void loadsAPage() {
    var result = go("/");
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.text()).contains("site.test");
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
  }

  @Test
  void looksLikeAnOrdinaryBrowserEverywhere() {
    SITE.page("/worker.js", "postMessage(navigator.userAgent)")
        .on(
            "/w.js",
            exchange ->
                TestSite.send(
                    exchange,
                    "text/javascript",
                    "postMessage([navigator.userAgent, navigator.language].join(' '))"))
        .page(
            "/agent",
            """
            <body><script>
            const w = new Worker('/w.js');
            w.onmessage = e => document.body.innerText = [navigator.userAgent, e.data,
              navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone,
              innerWidth + 'x' + innerHeight, JSON.stringify(navigator.userAgentData ?? ''),
              (1.5).toLocaleString()].join('|');
            </script>\
            """);
    go("/agent");
    assertThat(session.text(1000, NEVER))
        .doesNotContain("Headless")
        .contains("Asia/Tokyo", "de-DE,de", "1000x700", "1,5");
    assertThat(SITE.requests).noneMatch(request -> request.contains("Headless"));
    assertThat(SITE.requests).anyMatch(request -> request.contains("/w.js"));
  }

  @Test
  void opensNothingTheProxyDoesNotSee() {
    for (var url :
        new String[] {
          "file:///etc/passwd",
          "chrome://version",
          "view-source:" + SITE.url("/"),
          "data:text/html,x",
          "javascript:alert(1)",
          "FILE:///etc/passwd",
          "ftp://x.test/",
          "blob:http://x"
        }) {
      var result = session.act(new Action.GoTo(url), NEVER);
      assertThat(result.outcome()).as(url).isEqualTo(Outcome.REFUSED);
      assertThat(session.act(new Action.OpenTab(url), NEVER).outcome()).isEqualTo(Outcome.REFUSED);
    }
    assertThat(look().url()).isEqualTo("about:blank");
  }

  @Test
  void saysWhyAPageDidNotLoad() {
    var result = session.act(new Action.GoTo("http://site.test:1/"), NEVER);
    assertThat(result.text()).contains("could not be loaded");
    SITE.on(
        "/nowhere",
        exchange -> {
          exchange.sendResponseHeaders(404, 4);
          try (var body = exchange.getResponseBody()) {
            body.write("gone".getBytes(StandardCharsets.UTF_8));
          }
        });
    assertThat(go("/nowhere").text()).contains("HTTP status 404");
  }

  @Test
  void givesUpOnASilentServer() {
    SITE.on("/silent", exchange -> new Cancel().pause(Duration.ofSeconds(30)));
    go("/");
    long begin = System.nanoTime();
    var result = go("/silent");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(13));
    assertThat(result.text()).contains("did not answer");
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
  }

  @Test
  void answersDialogsAndTellsThem() {
    SITE.page(
        "/dialogs",
        """
        <body><script>
        alert('first "quoted"'); document.title = confirm('sure?');
        document.body.innerText = prompt('name?', 'Ann') + document.title;
        </script>\
        """);
    var result = go("/dialogs");
    assertThat(result.text())
        .contains(
            "dialog alert \"first \\\"quoted\\\"\"",
            "dialog confirm \"sure?\"",
            "dialog prompt \"name?\" answered with \"Ann\"");
    assertThat(session.text(100, NEVER)).isEqualTo("Anntrue\n");
  }

  @Test
  void goesOnWhenAPressOpensADialog() {
    SITE.page(
        "/ask",
        "<button style='position:fixed;left:0;top:0;width:99px;height:99px'"
            + " onclick='alert(1);document.title=2'>x</button>");
    go("/ask");
    assertThat(press(50, 50).text()).contains("dialog alert \"1\"");
  }

  @Test
  void endsAPageThatPromptsForEver() {
    SITE.page("/for-ever", "<script>while (true) alert('again')</script>");
    var result = go("/for-ever");
    assertThat(result.text()).contains("keeps opening dialogs");
    assertThat(go("/").outcome()).isEqualTo(Outcome.DONE);
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
  }

  @Test
  void followsAPopupThatAlertsAtOnce() {
    SITE.page("/popup", "<title>Popup</title><script>alert('hello')</script><p>I am the popup")
        .page(
            "/opener",
            "<button style='position:fixed;left:0;top:0;width:99px;height:99px'"
                + " onclick='window.open(\"/popup\")'>x</button>");
    go("/opener");
    int opener = look().tabs().getFirst().id();
    var result = press(50, 50);
    assertThat(result.changed()).isTrue();
    assertThat(result.text()).contains("opened by tab " + opener);
    assertThat(look().tabs()).hasSize(2);
    // the dialog may come after the press is told
    var later = session.act(new Action.Pause(Duration.ofMillis(300)), NEVER);
    assertThat(result.text() + later.text()).contains("dialog alert \"hello\"");
    assertThat(session.text(100, NEVER)).contains("I am the popup");
  }

  @Test
  void keepsTabsByIdsThatAreNeverUsedAgain() {
    int first = look().tabs().getFirst().id();
    session.act(new Action.OpenTab(SITE.url("/")), NEVER);
    int second = look().tabs().getLast().id();
    session.act(new Action.CloseTab(second), NEVER);
    session.act(new Action.OpenTab(SITE.url("/")), NEVER);
    assertThat(look().tabs()).extracting(Listing.Tab::id).containsExactly(first, second + 1);
    assertThat(session.act(new Action.SwitchTab(second), NEVER).outcome())
        .isEqualTo(Outcome.REFUSED);
    session.act(new Action.SwitchTab(first), NEVER);
    assertThat(look().tabs().getFirst().current()).isTrue();
    session.act(new Action.SwitchTab(-1), NEVER);
    assertThat(look().tabs().getLast().current()).isTrue();
  }

  @Test
  void keepsOnlySoManyTabs() {
    SITE.page("/many", "<script>for (let i = 0; i < 30; i++) window.open('/')</script>");
    var result = go("/many");
    assertThat(result.text()).contains("closed at once");
    assertThat(look().tabs().size()).isLessThanOrEqualTo(Bounds.TABS);
  }

  @Test
  void goesBack() {
    SITE.page("/second", "<p>Second");
    go("/");
    go("/second");
    var result = session.act(new Action.GoBack(), NEVER);
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
  }

  @Test
  void keepsDownloadsUnderSafeNames() throws Exception {
    SITE.download("/file", "attachment; filename=\"../../evil.csv\"", "a,b\n1,2\n");
    var first = go("/file");
    var second = go("/file");
    assertThat(first.downloads()).hasSize(1);
    var download = first.downloads().getFirst();
    assertThat(download.suggestedName()).isEqualTo("evil.csv");
    assertThat(Files.readString(download.file())).isEqualTo("a,b\n1,2\n");
    assertThat(second.downloads().getFirst().suggestedName()).isEqualTo("evil (2).csv");
    session.close();
    assertThat(download.file()).doesNotExist();
  }

  @Test
  void stopsADownloadThatIsTooBig() {
    SITE.download("/big", "attachment; filename=big.bin", "x".repeat(3_000_000));
    var result = go("/big");
    assertThat(result.text()).contains("exceeds");
    assertThat(result.downloads()).isEmpty();
  }

  @Test
  void downloadsPdfs() {
    SITE.on("/paper", exchange -> TestSite.send(exchange, "application/pdf", "%PDF-1.4\n"));
    assertThat(go("/paper").downloads()).hasSize(1);
  }

  @Test
  void printsAPage() throws Exception {
    go("/");
    var result = session.act(new Action.SavePdf(), NEVER);
    assertThat(result.downloads().getFirst().suggestedName()).isEqualTo("Home.pdf");
    var start = Files.readAllBytes(result.downloads().getFirst().file());
    assertThat(new String(start, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @Test
  void takesPictures() {
    go("/");
    assertThat(session.screenshot(60, NEVER).bytes()).startsWith(0xFF, 0xD8);
    assertThat(session.screenshot(100, NEVER).bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void showsFramesToSeveralViewers() throws Exception {
    go("/");
    var first = new LinkedBlockingQueue<Picture>();
    var second = new LinkedBlockingQueue<Picture>();
    try (var _ = session.watch(first::add)) {
      assertThat(first.poll(5, TimeUnit.SECONDS)).isNotNull();
      try (var _ = session.watch(second::add)) {
        assertThat(second.poll(5, TimeUnit.SECONDS)).isNotNull();
        first.clear();
        SITE.page("/other", "<body style='background:red'>other");
        go("/other");
        assertThat(first.poll(5, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  @Test
  void showsHowAMovementEnds() throws Exception {
    SITE.page(
        "/stirring",
        """
        <body><script>
        let n = 0;
        const step = () => {
          document.body.style.background = n < 60 ? `rgb(${n * 4} 0 0)` : 'rgb(0 0 255)';
          if (n++ < 60) requestAnimationFrame(step);
        };
        onclick = step;
        </script>\
        """);
    go("/stirring");
    var frames = new LinkedBlockingQueue<Picture>();
    try (var _ = session.watch(frames::add)) {
      session.input(new LiveInput.Button(50, 50, 0, true, 1));
      session.input(new LiveInput.Button(50, 50, 0, false, 1));
      await(() -> frames.stream().reduce((_, newer) -> newer).map(this::isBlue).orElse(false));
      assertThat(frames).as("of more than sixty").hasSizeLessThan(40);
    }
  }

  private boolean isBlue(Picture picture) {
    try {
      var pixel = ImageIO.read(new ByteArrayInputStream(picture.bytes())).getRGB(100, 100);
      return (pixel & 0xff) > 200 && (pixel >> 16 & 0xff) < 50;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void goesOnBeingSeenAfterACrash() throws Exception {
    go("/");
    var frames = new LinkedBlockingQueue<Picture>();
    try (var _ = session.watch(frames::add)) {
      assertThat(frames.poll(5, TimeUnit.SECONDS)).isNotNull();
      tab().page().send(new dev.parley.chrome.cdp.Page.Crash());
      await(tab()::isCrashed);
      SITE.page("/blue", "<body style='background:rgb(0 0 255)'>blue");
      go("/blue");
      await(() -> frames.stream().reduce((_, newer) -> newer).map(this::isBlue).orElse(false));
    }
  }

  @Test
  void tellsWhatItsViewersHaveBeforeThem() {
    go("/");
    assertThat(session.current(NEVER)).isEqualTo(new CurrentTab(tab().id(), "Home", SITE.url("/")));
    assertThat(session.viewport()).isEqualTo(new SessionSpec.Viewport(1000, 700));
  }

  @Test
  void goesWhereAPersonWishesAndBack() {
    SITE.page("/wished", "<title>Wished</title><a href=/ target=_blank id=a>open</a>");
    go("/");
    session.input(new LiveInput.Go(SITE.url("/wished")));
    await(() -> session.current(NEVER).title().equals("Wished"));
    session.input(new LiveInput.Go("file:///etc/passwd"));
    session.input(new LiveInput.Back());
    await(() -> session.current(NEVER).title().equals("Home"));
    session.input(new LiveInput.CloseTab());
    var first = session.current(NEVER);
    assertThat(first.url()).isEqualTo(SITE.url("/"));
    session.act(new Action.OpenTab(SITE.url("/wished")), NEVER);
    session.input(new LiveInput.CloseTab());
    await(() -> session.current(NEVER).equals(first));
  }

  @Test
  void dragsAsAPersonDoes() {
    SITE.page(
        "/drag",
        """
        <p id=p style='margin:0;font:20px monospace'>drag over this text</p><script>
        let held = 0;
        onmousemove = e => document.title = held = Math.max(held, e.buttons);
        </script>\
        """);
    go("/drag");
    session.input(new LiveInput.Button(2, 10, 0, true, 1));
    for (int x = 20; x <= 100; x += 20) {
      session.input(new LiveInput.Move(x, 10));
    }
    session.input(new LiveInput.Button(100, 10, 0, false, 1));
    await(() -> !evaluate(tab(), "String(getSelection())").isEmpty());
    assertThat(evaluate(tab(), "document.title")).isEqualTo("1");
  }

  @Test
  void survivesACrashOfItsRenderer() {
    go("/");
    var tab = ((ChromeSession) session).context().tabs().peek().orElseThrow();
    tab.page().send(new dev.parley.chrome.cdp.Page.Crash());
    await(tab::isCrashed);
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
    var told = session.act(new Action.Pause(Duration.ofMillis(1)), NEVER);
    assertThat(told.text()).contains("crashed", "was loaded again");
  }

  @Test
  void doesNotHangOnAPageThatDoes() {
    SITE.page("/hang", "<p>hanging<script>setTimeout(() => { while (true); }, 50)</script>");
    go("/hang");
    var result = press(5, 5);
    assertThat(result.outcome()).isIn(Outcome.UNKNOWN, Outcome.NO_EFFECT);
    assertThat(go("/").outcome()).isEqualTo(Outcome.DONE);
    assertThat(session.text(100, NEVER)).isEqualTo("# Welcome\n");
  }

  @Test
  void settlesOnAPageThatMovesForEver() {
    SITE.page(
        "/moves",
        "<p id=a>0</p><button style='position:fixed;left:0;top:50px;width:99px;"
            + "height:99px'>x</button><script>setInterval(() => a.innerText = Date.now(), 20)</script>");
    go("/moves");
    session.act(new Action.Pause(Duration.ofMillis(700)), NEVER);
    long begin = System.nanoTime();
    var result = press(50, 100);
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.NO_EFFECT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void restoresACheckpointBeforeAnyRequest() {
    SITE.on(
        "/login",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "who=ann; Path=/");
          TestSite.send(
              exchange,
              "text/html",
              "<script>localStorage.setItem('basket', '3 \"things\"')</script>in");
        });
    SITE.page(
        "/who",
        "<body><script>document.body.innerText ="
            + " localStorage.getItem('basket') + document.cookie</script>");
    go("/login");
    session.act(new Action.OpenTab("about:blank"), NEVER);
    session.act(new Action.SwitchTab(1), NEVER);
    go("/who");
    var kept = session.checkpoint(NEVER);
    session.close();
    SITE.requests.clear();
    var spec = spec();
    session =
        browsers.open(
            new SessionSpec(
                spec.viewport(),
                spec.locale(),
                spec.timezone(),
                null,
                spec.policy(),
                false,
                1000,
                kept),
            NEVER);
    assertThat(SITE.requests)
        .allMatch(request -> request.contains("/who") || request.contains("favicon"));
    assertThat(SITE.requests).anyMatch(request -> request.contains("cookie=who=ann"));
    assertThat(session.text(100, NEVER)).isEqualTo("3 \"things\"who=ann\n");
    assertThat(look().tabs()).extracting(Listing.Tab::id).containsExactly(1, 2);
  }

  @Test
  void keepsStorageOfOriginsItHasLeft() {
    SITE.page("/leave", "<script>localStorage.setItem('left', 'behind')</script>");
    session.act(new Action.GoTo(SITE.url("other.test", "/leave")), NEVER);
    go("/");
    int requests = SITE.requests.size();
    var kept = session.checkpoint(NEVER);
    assertThat(kept.localStorage()).containsKey(SITE.url("other.test", ""));
    assertThat(kept.localStorage().get(SITE.url("other.test", ""))).containsEntry("left", "behind");
    assertThat(SITE.requests).hasSize(requests);
    assertThat(look().tabs()).hasSize(1);
  }

  @Test
  void sharesNothingWithAnotherSession() {
    SITE.page(
        "/mine",
        "<body><script>document.body.innerText = document.cookie +"
            + " localStorage.length; document.cookie='a=1'; localStorage.x=1</script>");
    go("/mine");
    try (var other = browsers.open(spec(), NEVER)) {
      other.act(new Action.GoTo(SITE.url("/mine")), NEVER);
      assertThat(other.text(100, NEVER)).isEqualTo("0\n");
    }
  }

  private static String evaluate(Tab tab, String expression) {
    var context = tab.world(NEVER).context();
    return tab.page()
        .call(Script.Evaluate.value(expression, context), Bounds.COMMAND, NEVER)
        .value()
        .text();
  }

  private Tab tab() {
    return ((ChromeSession) session).context().tabs().peek().orElseThrow();
  }

  @Test
  void reachesFramesOfOtherProcesses() {
    SITE.page("/inner", "<p>inner");
    SITE.page(
        "/outer",
        "<p>outer<iframe src='"
            + SITE.url("else.test", "/inner")
            + "'></iframe>"
            + "<iframe src='/inner'></iframe>");
    go("/outer");
    var worlds = tab().frames().worlds();
    assertThat(worlds).hasSize(3);
    assertThat(worlds.getFirst().parentId()).isEmpty();
    assertThat(worlds.stream().map(Frames.FrameWorld::session).distinct()).hasSize(2);
    for (var world : worlds) {
      var text =
          world
              .session()
              .call(
                  Script.Evaluate.value("document.body.innerText", world.context()),
                  Bounds.COMMAND,
                  NEVER);
      assertThat(text.value().text()).isIn("inner", "outer");
    }
  }

  @Test
  void passesOnWhatAPersonTypes() {
    SITE.page("/field", "<input id=f autofocus><input id=g><script>f.focus()</script>");
    go("/field");
    session.input(new LiveInput.Key("a", "KeyA", 0, "a", true));
    session.input(new LiveInput.Key("a", "KeyA", 0, "a", false));
    session.input(new LiveInput.Typed("ü!"));
    await(() -> evaluate(tab(), "f.value").equals("aü!"));
  }

  @Test
  void keepsTheClipboardToItself() {
    SITE.page(
        "/secret", "<input id=f autofocus value=secret><script>f.focus();f.select()</script>");
    go("/secret");
    session.input(new LiveInput.Key("c", "KeyC", 2, "", true));
    session.input(new LiveInput.Key("c", "KeyC", 2, "", false));
    try (var other = (ChromeSession) browsers.open(spec(), NEVER)) {
      SITE.page("/empty", "<input id=f autofocus><script>f.focus()</script>");
      other.act(new Action.GoTo(SITE.url("/empty")), NEVER);
      other.input(new LiveInput.Key("v", "KeyV", 2, "", true));
      other.input(new LiveInput.Key("Insert", "Insert", 8, "", true));
      other.input(new LiveInput.Button(20, 20, 1, true, 1));
      other.input(new LiveInput.Typed("!"));
      var theirs = other.context().tabs().peek().orElseThrow();
      await(() -> evaluate(theirs, "f.value").equals("!"));
    }
    session.input(new LiveInput.Key("ArrowRight", "ArrowRight", 0, "", true));
    session.input(new LiveInput.Key("v", "KeyV", 2, "", true));
    await(() -> evaluate(tab(), "f.value").equals("secretsecret"));
  }

  @Test
  void deniesPermissionsAtOnce() {
    SITE.page(
        "/permissions",
        """
        <body><script>
        navigator.permissions.query({name: 'geolocation'}).then(state =>
          Notification.requestPermission().then(asked =>
            document.body.innerText = state.state + ' ' + asked));
        </script>\
        """);
    go("/permissions");
    assertThat(session.text(100, NEVER)).isEqualTo("denied denied\n");
  }

  @Test
  void opensADownloadOfAnotherTab() {
    SITE.download("/sheet", "attachment; filename=sheet.csv", "1")
        .page(
            "/link",
            "<a href=/sheet target=_blank style='position:fixed;left:0;top:0;"
                + "width:99px;height:99px'>x</a>");
    go("/link");
    var first = press(50, 50);
    var later = session.act(new Action.Pause(Duration.ofMillis(300)), NEVER);
    assertThat(first.downloads().size() + later.downloads().size()).isEqualTo(1);
    assertThat(look().tabs()).hasSize(1);
  }

  @Test
  void saysThatASiteWantsAPassword() {
    SITE.on(
        "/auth",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    assertThat(go("/auth").text()).containsAnyOf("password", "HTTP status 401");
  }

  @Test
  void cancelsALoadUnderWay() {
    SITE.on("/never", exchange -> new Cancel().pause(Duration.ofSeconds(30)));
    var cancel = new Cancel();
    Thread.ofVirtual()
        .start(() -> {
          await(() -> SITE.requests.stream().anyMatch(one -> one.startsWith("/never")));
          cancel.cancel();
        });
    assertThatThrownBy(() -> session.act(new Action.GoTo(SITE.url("/never")), cancel))
        .isInstanceOf(Cancel.Cancelled.class);
    assertThat(go("/").outcome()).isEqualTo(Outcome.DONE);
  }

  static void await(java.util.function.BooleanSupplier condition) {
    var pause = new Cancel();
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      pause.pause(Duration.ofMillis(10));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
