package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Call;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.json.Json;
import dev.parley.trace.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders, models and machines as they should not be. */
@Timeout(180)
class WebBadInputTest {

  private static Map<String, String> with(String name, String value) {
    return Map.of("PARLEY_BOOTSTRAP_API_KEY", WebTask.KEY, name, value);
  }

  private static Reply next(Asked asked) {
    boolean again = asked.round() > 0;
    return switch (asked.task()) {
      case "words" -> new Reply.Words("Let me think about that.");
      case "nothing" -> new Reply.Words("");
      case "unknown tool" -> new Reply.Calls(List.of(new Call("fly", "{\"to\":\"the moon\"}")));
      case "no JSON" -> new Reply.Calls(List.of(new Call("click_element", "{\"index\": 1")));
      case "wrong arguments" ->
          new Reply.Calls(List.of(new Call("click_element", "{\"index\":{}}")));
      case "learns" ->
          again
              ? Reply.done("Learned.", true)
              : new Reply.Calls(List.of(new Call("no_such_tool", "]")));
      case String other -> throw new AssertionError(other);
    };
  }

  @Test
  @NeedsChromium
  void endsTheRunOfAModelThatCannotBeCorrected() throws Exception {
    try (var model = new PolicyServer(WebBadInputTest::next);
        var server = TestServer.start(with("PARLEY_MODEL", model.spec()))) {
      var http = WebTask.client(server.url());
      for (var kind : List.of("words", "nothing", "unknown tool", "no JSON", "wrong arguments")) {
        var task = WebTask.start(http, kind);
        assertThat(task.ended().text("status")).as(kind).contains("failed");
        assertThat(task.lastSaid()).as(kind).contains("3 times in a row");
      }
      assertThat(told(model, "words")).contains("Your reply held no action");
      assertThat(told(model, "unknown tool")).contains("There is no action 'fly'");
      assertThat(told(model, "no JSON")).contains("The arguments were no JSON object");
      var learns = WebTask.start(http, "learns");
      assertThat(learns.ended().text("status")).contains("completed");
      assertThat(model.failures()).isEmpty();
    }
  }

  @Test
  @NeedsChromium
  void keepsAResultThatNoModelCouldReadOrCheck() throws Exception {
    PolicyServer.Policy policy =
        asked ->
            asked.round() == 0
                ? new Reply.Calls(List.of(new Call("extract_content", "{\"goal\":\"prices\"}")))
                : Reply.done("It is 4.90.", true);
    try (var model = new PolicyServer(policy);
        var server = TestServer.start(with("PARLEY_MODEL", model.spec()))) {
      model.refuse(Purpose.EXTRACTION);
      model.refuse(Purpose.CHECK);
      var task = WebTask.start(WebTask.client(server.url()), "prices");
      assertThat(task.ended().text("status")).contains("completed");
      assertThat(task.shown().get("success")).contains(Json.parse("true"));
      assertThat(task.lastSaid()).isEqualTo("It is 4.90.");
      assertThat(told(model, "prices")).contains("Failed: no model could read the page");
      assertThat(model.asked().stream().map(Asked::new).map(Asked::purpose))
          .containsOnlyOnce(Purpose.EXTRACTION, Purpose.CHECK);
    }
  }

  /** Everything the model was told while it did a task. */
  private static String told(PolicyServer model, String task) {
    return String.join(
        "\n",
        model.asked().stream()
            .map(Asked::new)
            .filter(asked -> asked.task().equals(task))
            .map(asked -> asked.everything() + asked.results())
            .toList());
  }

  @Test
  void refusesOrdersItCannotRead() throws Exception {
    try (var server = TestServer.start(with("PARLEY_BROWSER_CDP_URL", "ws://127.0.0.1:9"))) {
      var http = WebTask.client(server.url());
      for (var order :
          List.of(
              "",
              "[]",
              "{\"task\":",
              "{}",
              "{\"task\":\" \\n\"}",
              "{\"task\":7}",
              "{\"task\":\"x\",\"sessionVariables\":\"a=b\"}",
              "{\"task\":\"x\",\"outputSchema\":{\"type\":\"nothing\"}}",
              "{\"task\":\"x\",\"outputSchema\":{\"$ref\":\"http://127.0.0.1:9/schema\"}}",
              "{\"task\":\"x\",\"maxSteps\":-1}",
              "{\"task\":\"x\",\"maxSteps\":1.5}",
              "{\"task\":\"x\",\"maxSteps\":\"many\"}")) {
        var refused = http.post("/v1/sessions/new", order);
        assertThat(refused.status()).as(order + " " + refused.text()).isEqualTo(400);
        assertThat(refused.json().text("error")).as(order).isPresent();
      }
      assertThat(steps(http, "1e99")).isEqualTo("500");
      assertThat(steps(http, "\"40\"")).isEqualTo("40");
      assertThat(steps(http, "0, \"noSuchField\": {\"a\": []}")).isEqualTo("30");
    }
  }

  private static String steps(AllysonHttp http, String given) throws Exception {
    var reply = http.post("/v1/sessions/new", "{\"task\":\"x\",\"maxSteps\":" + given + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var task = new WebTask(http, reply.json().text("sessionId").orElseThrow());
    return task.shown().get("maxSteps").orElseThrow().toString();
  }

  @Test
  void saysWhatToInstallWhereThereIsNoBrowser() throws Exception {
    for (var program : List.of("/bin/true", "/bin/cat")) {
      try (var server = TestServer.start(with("PARLEY_CHROMIUM", program))) {
        var task = WebTask.start(WebTask.client(server.url()), "Look at the shop.");
        assertThat(task.ended().text("status")).contains("failed");
        assertThat(task.lastSaid()).containsIgnoringCase("install").contains("chromium");
      }
    }
  }
}
