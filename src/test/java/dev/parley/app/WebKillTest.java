package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server, its browser and that one's renderers killed with SIGKILL while the agent works. */
@NeedsChromium
@Timeout(300)
class WebKillTest {
  private static final Duration MOST = Duration.ofSeconds(20);

  /** The press the server is killed in. */
  private static final int KILLED = 6;

  private final Site site = Site.start();
  private final ShopperPolicy policy = new ShopperPolicy(site);

  /** Sessions in every state but the one that counts. */
  private record Others(WebTask ended, WebTask stopped, WebTask paused, WebTask asking) {
    Others on(AllysonHttp http) {
      return new Others(ended.on(http), stopped.on(http), paused.on(http), asking.on(http));
    }
  }

  private static Map<String, String> settings(PolicyServer model, Site site) throws IOException {
    try (var free = new ServerSocket(0)) {
      return Map.of(
          "PARLEY_PORT",
          Integer.toString(free.getLocalPort()),
          "PARLEY_MODEL",
          model.spec(),
          "PARLEY_BOOTSTRAP_API_KEY",
          WebTask.KEY,
          "PARLEY_BROWSER_ALLOW_PRIVATE",
          "127.0.0.1:" + site.port());
    }
  }

  private static Path folder() throws IOException {
    var folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "e2e")), "web");
    Files.createDirectories(folder.resolve("workspace"));
    return folder.toAbsolutePath();
  }

  @Test
  void goesOnWhateverWasKilled() throws Exception {
    try (site;
        var model = new PolicyServer(policy)) {
      var folder = folder();
      var settings = settings(model, site);
      List.of(4, 8, 10).forEach(policy::hold);
      var server = ServerProcess.start(folder, settings);
      var others = begin(WebTask.client(server.url()));
      var counting = WebTask.start(WebTask.client(server.url()), "count");
      policy.awaitHeld(4);
      var before = others.ended().shown();
      var orphans = new BrowserProcesses(server.process().toHandle()).all();
      assertThat(orphans).isNotEmpty();
      // The press has had its effect, and its outcome cannot have been written down yet.
      site.leaveUnanswered(said(KILLED));
      policy.letOn(4);
      Await.until("the press it dies in", MOST, () -> site.told("counts").contains(said(KILLED)));
      server.kill(false);
      server = ServerProcess.start(folder, settings);
      try {
        long ready = System.nanoTime();
        Await.until(
            "the end of its browser", () -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        policy.awaitHeld(8);
        assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(MOST);
        assertUnchanged(others.on(WebTask.client(server.url())), before);
        killBrowsers(new BrowserProcesses(server.process().toHandle()));
        assertCounted(counting.on(WebTask.client(server.url())), model);
        goOn(others.on(WebTask.client(server.url())));
        assertThat(model.failures()).isEmpty();
      } finally {
        end(server);
      }
    }
  }

  private static Others begin(AllysonHttp http) throws Exception {
    var ended = WebTask.start(http, "file");
    assertThat(ended.ended().text("status")).contains("completed");
    var stopped = WebTask.start(http, "idle");
    assertThat(stopped.tell("stop").status()).isEqualTo(200);
    var paused = WebTask.start(http, "idle");
    assertThat(paused.tell("pause").status()).isEqualTo(200);
    var asking = WebTask.start(http, "ask");
    asking.awaitStatus("humanInput");
    return new Others(ended, stopped, paused, asking);
  }

  private static void assertUnchanged(Others others, JsonObject before) throws Exception {
    var after = others.ended().shown();
    for (var member : List.of("status", "messages", "endTime", "success", "name")) {
      assertThat(after.get(member)).as(member).isEqualTo(before.get(member));
    }
    var url = WebTask.objects(before, "files").getFirst().text("signedUrl").orElseThrow();
    var http = new AllysonHttp("", Map.of());
    assertThat(http.get(url).text()).isEqualTo("what was kept");
    assertThat(others.stopped().status()).isEqualTo("stopped");
    assertThat(others.paused().status()).isEqualTo("paused");
    assertThat(others.asking().status()).isEqualTo("humanInput");
  }

  /** Its browser while the model thinks, and once it goes on the renderers of the next one. */
  private void killBrowsers(BrowserProcesses processes) throws Exception {
    var browsers = processes.browsers();
    assertThat(browsers).isNotEmpty();
    browsers.forEach(ProcessHandle::destroyForcibly);
    policy.letOn(8);
    policy.awaitHeld(10);
    var renderers = processes.renderers();
    assertThat(renderers).isNotEmpty();
    renderers.forEach(ProcessHandle::destroyForcibly);
    policy.letOn(10);
  }

  /** Each button was pressed once, or the model knows that it may not have been. */
  private void assertCounted(WebTask counting, PolicyServer model) throws Exception {
    var ended = counting.ended();
    assertThat(ended.get("success")).as(ended.toString()).contains(Json.parse("true"));
    // The first tab loaded its page again, with the cookie and the storage from before.
    assertThat(counting.lastSaid()).contains("Welcome, Ada").containsPattern("visit [2-9]");
    var results =
        model.asked().stream()
            .map(Asked::new)
            .filter(asked -> asked.task().equals("count"))
            .toList()
            .getLast()
            .results();
    for (int press = 1; press <= ShopperPolicy.PRESSES; press++) {
      var said = said(press);
      var result = results.get(ShopperPolicy.RESULTS_BEFORE + press - 1);
      long times = site.told("counts").stream().filter(said::equals).count();
      if (press == KILLED) {
        assertThat(times).as(said).isOne();
        assertThat(result).as(said).containsPattern("(?i)unknown");
      } else if (times != 1) {
        assertThat(times).as(said).isZero();
        assertThat(result).as(said).containsPattern("(?i)unknown|nothing was done");
      }
    }
  }

  private static String said(int press) {
    return "count " + press;
  }

  private static void goOn(Others others) throws Exception {
    var answer =
        "{\"messageIndex\":1,\"humanInputResponse\":[{\"title\":\"Colour\",\"value\":\"red\"}]}";
    var answered =
        others
            .asking()
            .http()
            .put("/v1/sessions/" + others.asking().id() + "/update-human-input", answer);
    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    var resumed =
        others
            .paused()
            .http()
            .post("/v1/sessions/" + others.paused().id() + "/resume", "{\"message\":\"go on\"}");
    assertThat(resumed.status()).as(resumed.text()).isEqualTo(200);
    assertThat(others.asking().ended().text("status")).contains("completed");
    assertThat(others.asking().lastSaid()).contains("red");
    assertThat(others.paused().ended().text("status")).contains("completed");
  }

  /** SIGTERM with a run under way. */
  private static void end(ServerProcess server) throws Exception {
    var processes = new BrowserProcesses(server.process().toHandle());
    var running = WebTask.start(WebTask.client(server.url()), "wait");
    Await.until("a browser", MOST.multipliedBy(2), () -> !processes.renderers().isEmpty());
    assertThat(running.status()).isEqualTo("active");
    var all = processes.all();
    assertThat(server.stop()).isLessThan(MOST);
    // The last helpers end by themselves once the browser has.
    Await.until("the end of its browser", () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }
}
