package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "Authenticate a website": cookies saved over HTTP, used by sessions, and nowhere in clear. */
@NeedsChromium
@Timeout(180)
class WebLoginsTest {
  private static final String VALUE = "ana1ytical&Eng1ne";
  private static final Leaks LEAKS =
      Leaks.of(
          VALUE,
          "ana1ytical%26Eng1ne",
          "ana1ytical%26eng1ne",
          "ana1ytical&amp;Eng1ne",
          "ana1ytical\\u0026Eng1ne");

  private static Reply next(Asked asked) {
    return switch (asked.round()) {
      case 0 -> Reply.call("extract_content", JsonObject.EMPTY.with("goal", "All of it"));
      case 1 ->
          Reply.call(
              "save_to_file",
              JsonObject.EMPTY
                  .with("file_path", "seen.txt")
                  .with("content", asked.results().getLast() + asked.everything()));
      case 2 ->
          Reply.call("go_to_url", JsonObject.EMPTY.with("url", asked.task().split(" ", -1)[1]));
      default -> Reply.done(asked.last(), true);
    };
  }

  private static String saved(Site site) {
    return """
    {"url": "%s", "cookies": [
      {"name": "login", "value": "ada", "domain": "127.0.0.1", "hostOnly": true,
       "httpOnly": true, "secure": false, "session": true, "path": "/",
       "sameSite": "unspecified", "storeId": "0"},
      {"name": "token", "value": %s, "domain": "127.0.0.1", "hostOnly": true,
       "expirationDate": 4000000000.5}]}
    """
        .formatted(site.url("login?from=there"), Json.print(VALUE));
  }

  private static WebTask run(AllysonHttp client, Site site) throws Exception {
    var order =
        JsonObject.EMPTY
            .with("task", "Open " + site.url("account"))
            .with("startUrl", site.url("cookies"));
    var task = WebTask.start(client, order);
    var ended = task.ended();
    assertThat(ended.text("status")).as(ended.toString()).contains("completed");
    return task;
  }

  @Test
  void logASessionInFromItsFirstPageOnAndLeakNowhere() throws Exception {
    try (var log = Leaks.listen();
        var site = Site.start();
        var model = new PolicyServer(WebLoginsTest::next);
        var server = server(model, site)) {
      var owner = WebTask.client(server.url());
      var saved = owner.post("/v1/cookies/save", saved(site));
      assertThat(saved.status()).as(saved.text()).isEqualTo(201);
      LEAKS.assertNoneIn("what was saved", saved.text());
      assertThat(owner.post("/v1/cookies/save", saved(site)).status()).isEqualTo(409);

      var task = run(owner, site);
      assertThat(task.lastSaid()).contains("Welcome, Ada");
      assertThat(model.failures()).isEmpty();
      assertThat(site.requests().getFirst()).isEqualTo("/cookies");
      assertThat(model.asked().toString())
          .contains("sent: login=ada; token=<secret>cookie token</secret>");
      LEAKS.assertNoneIn("a request to the model", model.asked().toString());
      LEAKS.assertNoneIn("the session", task.shown().toString());
      LEAKS.assertNoneIn("the rows", Leaks.rows(server.database()));
      LEAKS.assertNoneInFiles(server, "<secret>cookie token</secret>");
      var check = JsonObject.EMPTY.with("url", site.url("")).toString();
      LEAKS.assertNoneIn("the check", owner.post("/v1/cookies/check", check).text());

      var token = Objects.requireNonNull(server.oauthClient().token());
      var another = AllysonHttp.at(server.url()).withToken(token);
      assertThat(another.post("/v1/cookies/check", check).text()).contains("\"data\":null");
      assertThat(run(another, site).lastSaid()).contains("Please log in");
      assertThat(another.send("DELETE", "/v1/cookies/delete", check).status()).isEqualTo(200);
      assertThat(owner.post("/v1/cookies/check", check).text()).contains("already exist");

      assertThat(owner.send("DELETE", "/v1/cookies/delete", check).status()).isEqualTo(200);
      assertThat(run(owner, site).lastSaid()).contains("Please log in");
      assertThat(log.lines()).contains("/v1/cookies/save", "/v1/cookies/check");
      LEAKS.assertNoneIn("the log", log.lines());
    }
  }

  private static TestServer server(PolicyServer model, Site site) {
    return TestServer.start(
        Map.of(
            "PARLEY_MODEL",
            model.spec(),
            "PARLEY_BOOTSTRAP_API_KEY",
            WebTask.KEY,
            "PARLEY_BROWSER_ALLOW_PRIVATE",
            "127.0.0.1:" + site.port()));
  }
}
