package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session stopped in every state it can be in. */
@NeedsChromium
@Timeout(180)
class WebStopTest {
  private static final Duration MOST = Duration.ofSeconds(20);

  /** Chromium may keep one renderer ready for whoever comes next. */
  private static final int SPARE = 1;

  private static Reply next(Asked asked) {
    return switch (asked.task()) {
      case "think", "pause" -> new Reply.Never();
      case "act" -> Reply.call("wait", input("{\"seconds\":30}"));
      case "ask" ->
          Reply.call(
              "human_input", input("{\"inputs\":[{\"title\":\"a\",\"description\":\"b\"}]}"));
      case String other -> throw new AssertionError(other);
    };
  }

  private static JsonObject input(String json) {
    return (JsonObject) Json.parse(json);
  }

  @Test
  void endsInEveryStateAtOnceWithItsModelCallAndItsBrowser() throws Exception {
    var processes = new BrowserProcesses(ProcessHandle.current());
    try (var model = new PolicyServer(WebStopTest::next);
        var server = server(model)) {
      var http = WebTask.client(server.url());
      var pausing = WebTask.start(http, "pause");
      Await.until("a model that thinks", MOST, () -> model.waiting() == 1);
      assertThat(pausing.tell("pause").status()).isEqualTo(200);
      pausing.awaitStatus("paused");
      Await.until("the end of its model call", MOST, () -> model.left() == 1);
      var thinking = WebTask.start(http, "think");
      Await.until("a model that thinks", MOST, () -> model.waiting() == 1);
      var acting = WebTask.start(http, "act");
      Await.until("an action", MOST, () -> acting.messages().size() == 2);
      var asking = WebTask.start(http, "ask");
      asking.awaitStatus("humanInput");
      assertThat(processes.renderers().size()).isGreaterThanOrEqualTo(4);

      for (var each : List.of(pausing, thinking, acting, asking)) {
        stop(each);
      }
      Await.until("the end of its model call", MOST, () -> model.left() == 2);
      Await.until("the end of pages", MOST, () -> processes.renderers().size() <= SPARE);
      assertThat(model.failures()).isEmpty();
    }
    Await.until("the end of the browser", MOST, () -> processes.all().isEmpty());
  }

  private static TestServer server(PolicyServer model) {
    return TestServer.start(
        Map.of("PARLEY_MODEL", model.spec(), "PARLEY_BOOTSTRAP_API_KEY", WebTask.KEY));
  }

  /** The answer comes when the end is written down, and what is written down stays. */
  private static void stop(WebTask task) throws Exception {
    assertThat(task.tell("stop").status()).isEqualTo(200);
    var stopped = task.shown();
    assertThat(stopped.text("status")).contains("stopped");
    assertThat(stopped.text("endTime")).isPresent();
    assertThat(task.tell("stop").status()).isEqualTo(200);
    for (var operation : List.of("pause", "resume")) {
      assertThat(task.tell(operation).status()).as(operation).isEqualTo(409);
    }
    assertThat(task.shown().get("endTime")).isEqualTo(stopped.get("endTime"));
  }
}
