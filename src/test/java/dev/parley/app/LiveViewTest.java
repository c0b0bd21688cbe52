package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.app.LiveClient.Stream;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.app.SecondBrowser.Window;
import dev.parley.browser.Action;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import dev.parley.trace.Purpose;
import java.net.URI;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** People who watch a session of the web agent and take it over, through the whole server. */
@NeedsChromium
@Timeout(120)
class LiveViewTest {
  private static final Pattern CANVAS =
      Pattern.compile("canvas \"The agent's browser\" at (\\d+),(\\d+) (\\d+)×(\\d+)");

  private static final Pattern CHARACTERS = Pattern.compile("\"characters\":(\\d+)");

  /** The page area of a session, which its frames show. */
  private static final int WIDTH = 1280;

  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static Site site;
  private static PolicyServer model;
  private static TestServer server;
  private static AllysonHttp http;

  @BeforeAll
  static void start() throws Exception {
    LOG.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(LOG);
    ((Logger) LoggerFactory.getLogger("dev.parley.access")).setLevel(Level.INFO);
    site = Site.start();
    model = new PolicyServer(LiveViewTest::next);
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL",
                model.spec(),
                "PARLEY_BOOTSTRAP_API_KEY",
                WebTask.KEY,
                "PARLEY_BROWSER_ALLOW_PRIVATE",
                "127.0.0.1:" + site.port()));
    http = WebTask.client(server.url());
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
    site.close();
  }

  /** Thinks until somebody was there, and says so. */
  private static Reply next(Asked asked) {
    return asked.everything().contains("The run was paused") && asked.task().contains("then end")
        ? Reply.done(asked.everything(), true)
        : new Reply.Never();
  }

  private static WebTask task(String words) throws Exception {
    var order = JsonObject.EMPTY.with("task", words).with("startUrl", site.url("placed"));
    // Not by how many wait: one that was stopped before may leave meanwhile.
    long before = thoughts();
    var task = WebTask.start(http, order);
    Await.until("a model that thinks", () -> thoughts() > before);
    return task;
  }

  private static long thoughts() {
    return model.asked().stream()
        .map(Asked::new)
        .filter(asked -> asked.purpose() == Purpose.NEXT)
        .count();
  }

  private static String events(WebTask task) throws Exception {
    return AllysonHttp.at(server.url())
        .withToken(TestServer.TOKEN)
        .get("/console/v1/runs/" + task.id() + "/events")
        .text();
  }

  /** Presses where the agent's page has that point. */
  private static void press(Window window, double x, double y) {
    var place = CANVAS.matcher(window.listing());
    assertThat(place.find()).isTrue();
    double scale = Double.parseDouble(place.group(3)) / WIDTH;
    var point =
        new Action.Point(
            Integer.parseInt(place.group(1)) + x * scale,
            Integer.parseInt(place.group(2)) + y * scale);
    var _ = window.act(new Action.ClickAt(point, 1));
  }

  private static void awaitText(Window window, String text) throws Exception {
    Await.until(text, () -> window.shows(text));
  }

  @Test
  void isTakenOverOnThePageAndGivenBack() throws Exception {
    site.forget();
    var task = task("Fill the form, then end");
    var order = "{\"scope\":\"control\",\"name\":\"Ada\"}";
    var opened = http.post("/v1/sessions/" + task.id() + "/live", order).json();
    try (var browser = new SecondBrowser("127.0.0.1:" + URI.create(server.url()).getPort());
        var window = browser.open(opened.text("url").orElseThrow());
        var other = LiveClient.open(http, task.id(), "view").watch()) {
      awaitText(window, "\"Placed\"");
      assertThat(other.next("frame").body()).startsWith(0xFF, 0xD8);
      window.press("Take control");
      awaitText(window, "You have control");
      assertThat(task.status()).isEqualTo("paused");
      other.state("status", "paused");
      press(window, 200, 120);
      var _ = window.act(new Action.SendKeys("o s Backspace k"));
      Await.until("what was typed", () -> site.told("placed").size() >= 4);

      // the page is loaded again, and has lost nothing
      var _ = window.act(new Action.GoTo(server.url() + "/live/"));
      awaitText(window, "You have control");
      press(window, 200, 220);
      Await.until("the form", () -> site.told("placed").contains("sent ok"));
      window.press("Release control");
      awaitText(window, "What did you do?");
      var words = new Action.InputText(window.ref("What did you do?"), "I sent the form.");
      var _ = window.act(words);
      window.press("Release and resume");
      var ended = task.ended();
      awaitText(window, "Completed");
      assertThat(ended.text("status")).hasValue("completed");
      assertThat(task.lastSaid())
          .contains("A person used the browser meanwhile (2 presses of the mouse, text typed,")
          .contains("I sent the form.");
      assertThat(other.next("end").header().text("why")).hasValue("ended");
    }
    assertThat(events(task))
        .containsSubsequence(
            "live.taken", "\"by\":\"Ada\"", "live.acted", "\"type\":\"press\"", "live.released")
        .containsOnlyOnce("live.taken")
        .contains("\"key\":\"Backspace\"", "\"why\":\"released\"");
    // in as many portions as they came
    var typed = CHARACTERS.matcher(events(task)).results();
    assertThat(typed.mapToInt(found -> Integer.parseInt(found.group(1))).sum()).isEqualTo(3);
    assertThat(LOG.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("GET /live/v1/stream 200"))
        .noneMatch(line -> line.contains("live1."));
  }

  @Test
  void keepsControlOverAReconnectAndLosesItToAResume() throws Exception {
    var task = task("Wait");
    var live = LiveClient.open(http, task.id(), "control");
    String lease;
    try (var stream = live.watch()) {
      stream.state("browser", "open");
      lease = live.take();
      assertThat(stream.state("status", "paused").header().get("control")).isPresent();
    }
    var move = "{\"type\":\"move\",\"x\":5,\"y\":5}";
    assertThat(live.input(lease, 1, move).status()).isEqualTo(200);
    try (var stream = live.watch()) {
      assertThat(stream.state("status", "paused").header().get("control")).isPresent();
      var again = live.control("{\"lease\":\"" + lease + "\"}");
      assertThat(again.json().text("lease")).hasValue(lease);
      assertThat(live.input(lease, 2, move).status()).isEqualTo(200);

      assertThat(task.tell("resume").status()).isEqualTo(200);
      assertThat(stream.state("status", "active").header().get("control")).isEmpty();
      var late = live.input(lease, 3, move);
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.json().text("error")).hasValue("ControlLost");
    }
    assertThat(events(task)).contains("\"why\":\"resumed\"");
    assertThat(task.tell("stop").status()).isEqualTo(200);
  }

  @Test
  void endsWithTheSession() throws Exception {
    var task = task("Wait");
    var live = LiveClient.open(http, task.id(), "control");
    try (var stream = live.watch()) {
      var lease = live.take();
      assertThat(task.tell("stop").status()).isEqualTo(200);
      assertThat(live.input(lease, 1, "{\"type\":\"move\",\"x\":5,\"y\":5}").json().text("error"))
          .hasValue("SessionOver");
      assertThat(live.control("{}").json().text("error")).hasValue("SessionOver");
      stream.state("browser", "ended");
      assertThat(stream.next("end").header().text("why")).hasValue("ended");
    }
    try (var late = LiveClient.open(http, task.id(), "view").watch()) {
      late.state("browser", "ended");
      assertThat(late.next("frame").body()).startsWith(0xFF, 0xD8);
      assertThat(late.next("end").header().text("why")).hasValue("ended");
    }
    delete(task);
    assertThat(live.stream().status()).isEqualTo(404);
    assertThat(live.control("{}").status()).isEqualTo(404);
  }

  private static void delete(WebTask task) throws Exception {
    var database = server.database();
    var credentials = new Properties();
    credentials.put("user", database.user());
    credentials.put("password", String.valueOf(database.password()));
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), credentials);
        var delete =
            connection.prepareStatement(
                "with gone as (select session from web_session where id = ?), pictures as (delete"
                    + " from screenshot where session in (select session from gone))"
                    + " delete from session where id in (select session from gone)")) {
      delete.setString(1, task.id());
      assertThat(delete.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void takesNoLeaseOfAnotherSession() throws Exception {
    var one = task("Wait");
    var two = task("Wait");
    var ofOne = LiveClient.open(http, one.id(), "control");
    var ofTwo = LiveClient.open(http, two.id(), "control");
    var lease = ofOne.take();
    var reply = ofTwo.input(lease, 1, "{\"type\":\"text\",\"text\":\"x\"}");
    assertThat(reply.json().text("error")).hasValue("ControlLost");
    assertThat(two.status()).isEqualTo("active");
    var viewer = LiveClient.open(http, one.id(), "view");
    assertThat(viewer.input(lease, 1, "{\"type\":\"text\",\"text\":\"x\"}").status())
        .isEqualTo(403);
    for (var each : List.of(one, two)) {
      assertThat(each.tell("stop").status()).isEqualTo(200);
    }
  }

  @Test
  void showsAPageThatMovesToSeveralWhoKeepTheirOwnPace() throws Exception {
    var order = JsonObject.EMPTY.with("task", "Wait").with("startUrl", site.url("animate"));
    var task = WebTask.start(http, order);
    var live = LiveClient.open(http, task.id(), "view");
    try (Stream slow = live.watch();
        var quick = live.watch()) {
      slow.next("frame");
      long last = 0;
      for (int i = 0; i < 20; i++) {
        long no = quick.next("frame").number("no");
        assertThat(no).isGreaterThan(last);
        last = no;
      }
    }
    assertThat(task.tell("stop").status()).isEqualTo(200);
  }
}
