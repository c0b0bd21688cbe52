package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sessions of the web agent cost, and what ends them when it is too much. */
@Timeout(120)
class WebCostTest {
  @TempDir private Path folder;

  /** Never comes to an end. */
  private static Reply next(Asked asked) {
    return Reply.call("wait", (JsonObject) Json.parse("{\"seconds\":0." + asked.round() + "}"));
  }

  @Test
  @NeedsChromium
  void tellsTheCostAndEndsARunThatIsTooDear() throws Exception {
    var prices = folder.resolve("models.yaml");
    try (var model = new PolicyServer(WebCostTest::next)) {
      Files.writeString(
          prices,
          "models:\n  - specs: [\"*:policy\"]\n    pictures: false\n    price: {input: 10, output: 100}\n");
      try (var server =
          TestServer.start(
              Map.of(
                  "PARLEY_MODEL",
                  model.spec(),
                  "PARLEY_MODELS_FILE",
                  prices.toString(),
                  "PARLEY_BROWSER_COST",
                  "0.05",
                  "PARLEY_BOOTSTRAP_API_KEY",
                  WebTask.KEY))) {
        var http = WebTask.client(server.url());
        var task = WebTask.start(http, "wait");
        // A call costs two cents.
        assertThat(task.ended().get("cost")).contains(Json.parse("0.06"));
        assertThat(task.lastSaid()).contains("$0.05");
        assertThat(http.get("/v1/sessions").text()).contains("\"cost\":0.06");
        var costs = ModelServer.objects(http.get("/user/stats?days=1").json(), "costs");
        assertThat(costs.getLast().get("value")).contains(Json.parse("0.06"));
      }
    }
  }

  @Test
  void refusesABoundThatNobodyCouldKeepTo() {
    var settings =
        Map.of("PARLEY_MODEL", "openai@http://127.0.0.1:9/v1:x", "PARLEY_BROWSER_COST", "1");
    assertThatThrownBy(() -> TestServer.start(settings).close())
        .hasMessageContaining("PARLEY_BROWSER_COST")
        .hasMessageContaining("models.yaml");
    assertThatThrownBy(() -> TestServer.start(Map.of("PARLEY_BROWSER_COST", "much")).close())
        .hasMessageContaining("US dollars");
  }
}
