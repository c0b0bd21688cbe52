package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Call;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the values of variables are after a run that used them: nowhere in clear. */
@NeedsChromium
@Timeout(180)
class WebSecretsTest {
  private static final String VALUE = "lovelace&1815";
  private static final String ANSWER = "enchantress/42";

  /** Set for all sessions. */
  private static final String GLOBAL = "countess@1852";

  /** Set for all sessions under the name that this session gives to another value. */
  private static final String HIDDEN = "babbage!1791";

  private static final Leaks LEAKS =
      Leaks.of(
          VALUE,
          "lovelace%261815",
          "lovelace&amp;1815",
          "lovelace\\u00261815",
          GLOBAL,
          "countess%401852",
          HIDDEN);
  private static final String GLOBALS =
      "{\"globalVariables\":[{\"name\":\"pass\",\"value\":\"%s\"},{\"name\":\"title\",\"value\":\"%s\"}],"
              .formatted(HIDDEN, GLOBAL)
          + "\"globalDetails\":\"Type politely\"}";

  private static final Pattern PLACE = Pattern.compile(" at (\\d+),(\\d+) (\\d+)×(\\d+)");

  private static Reply next(Asked asked) {
    return switch (asked.round()) {
      case 0 -> type(asked, "\"Text\"", "<secret>pass</secret> <secret>title</secret>");
      case 1 ->
          Reply.call(
              "human_input",
              (JsonObject)
                  Json.parse("{\"inputs\":[{\"title\":\"Word\",\"description\":\"The word\"}]}"));
      case 2 ->
          new Reply.Calls(
              List.of(
                  new Call("click_element", "{\"index\":" + asked.ref("button \"Send\"") + "}")));
      case 3 -> Reply.call("extract_content", JsonObject.EMPTY.with("goal", "All of it"));
      case 4 ->
          Reply.call(
              "save_to_file",
              JsonObject.EMPTY
                  .with("file_path", "seen.txt")
                  .with("content", asked.results().getLast() + asked.last()));
      case 5 -> Reply.call("look", (JsonObject) Json.parse("{\"places\":true}"));
      default -> Reply.done(asked.results().getLast(), true);
    };
  }

  private static Reply type(Asked asked, String field, String text) {
    return new Reply.Calls(
        List.of(
            new Call(
                "input_text",
                "{\"index\":%d,\"text\":%s}".formatted(asked.ref(field), Json.print(text)))));
  }

  @Test
  void areInNoRequestRowLogMessageFileOrPicture() throws Exception {
    try (var log = Leaks.listen();
        var site = Site.start();
        var model = new PolicyServer(WebSecretsTest::next);
        var server = server(model, site)) {
      var http = WebTask.client(server.url());
      save(http, GLOBALS);
      var task = WebTask.start(http, order(site));
      save(http, "{\"globalVariables\":[],\"globalDetails\":\"\"}");
      task.awaitStatus("humanInput");
      var answered =
          task.http()
              .put(
                  "/v1/sessions/" + task.id() + "/update-human-input",
                  "{\"messageIndex\":2,\"humanInputResponse\":[{\"title\":\"Word\",\"value\":"
                      + Json.print(ANSWER)
                      + "}]}");
      assertThat(answered.status()).as(answered.text()).isEqualTo(200);
      var ended = task.ended();
      assertThat(model.failures()).isEmpty();
      assertThat(ended.text("status")).as(ended.toString()).contains("completed");
      assertThat(site.told("forms")).anyMatch(said -> said.contains("x=" + VALUE + " " + GLOBAL));
      assertThat(model.asked().toString()).contains("Variables: pass, title", "Type politely");
      LEAKS.assertNoneIn("a request to the model", model.asked().toString());
      var rows = Leaks.rows(server.database());
      LEAKS.assertNoneIn("the rows", rows);
      var lines = log.lines();
      LEAKS.assertNoneIn("the log", lines);
      assertThat(lines).contains("/v1/sessions/new");
      // The model is told an answer; it is kept sealed all the same.
      assertThat(rows).doesNotContain(ANSWER, Leaks.hex(ANSWER));
      assertThat(lines).doesNotContain(ANSWER);
      LEAKS.assertNoneIn("the actions", actions(task));
      LEAKS.assertNoneInFiles(server, "<secret>pass</secret>");
      assertBlack(ended, task.lastSaid());
    }
  }

  private static void save(AllysonHttp http, String globals) throws Exception {
    assertThat(http.post("/user/save-global-settings", globals).status()).isEqualTo(200);
  }

  private static JsonObject order(Site site) {
    return (JsonObject)
        Json.parse(
            "{\"task\":\"Fill it in.\",\"startUrl\":%s,\"sessionVariables\":[{\"name\":\"pass\",\"value\":%s}]}"
                .formatted(Json.print(site.url("forms")), Json.print(VALUE)));
  }

  /** What the agent did and said; the question itself holds its answer, for its owner. */
  private static String actions(WebTask task) throws Exception {
    return task.messages().stream()
        .map(message -> message.text("content").orElse("") + message.get("agent_data"))
        .toList()
        .toString();
  }

  /** The field with the value, where the last look told it is, in the last stored picture. */
  private static void assertBlack(JsonObject ended, String listing) throws Exception {
    var line = listing.lines().filter(each -> each.contains("\"Text\"")).findFirst().orElseThrow();
    assertThat(line).contains("<secret>pass</secret>");
    var place = PLACE.matcher(line);
    assertThat(place.find()).as(line).isTrue();
    int left = Integer.parseInt(place.group(1));
    int top = Integer.parseInt(place.group(2));
    int right = left + Integer.parseInt(place.group(3));
    int bottom = top + Integer.parseInt(place.group(4));
    var url = ended.text("lastScreenshotUrl").orElseThrow();
    var picture = ImageIO.read(URI.create(url).toURL());
    for (int x = left; x < right; x++) {
      for (int y = top; y < bottom; y++) {
        assertThat(light(picture, x, y)).as("at " + x + "," + y).isLessThan(90);
      }
    }
    assertThat(light(picture, right + 200, bottom + 200)).isGreaterThan(600);
  }

  private static int light(BufferedImage picture, int x, int y) {
    int colour = picture.getRGB(x, y);
    return (colour >> 16 & 0xff) + (colour >> 8 & 0xff) + (colour & 0xff);
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
